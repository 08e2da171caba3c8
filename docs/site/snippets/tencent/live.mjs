import { tencent } from 'playward-server';

const { PLAY_DOMAIN, PLAY_KEY } = process.env;

export function addressOf(stream, protocol = 'rtmp') {
  const expiresAt = Math.floor(Date.now() / 1000) + 3600;
  return { url: tencent.signLiveAddress({ domain: PLAY_DOMAIN, app: 'live', stream, protocol, key: PLAY_KEY, expiresAt }), expiresAt };
}
