import { baijiayun } from 'playward-server';
import { client } from './upload.mjs';

export async function addressOf(videoId, wanted = 'high') {
  const { play_info: playInfo } = await client.getUrl({ video_id: videoId });
  const { url, expiresAt } = baijiayun.chooseQuality(playInfo, wanted, Date.now() / 1000);
  return { url, expiresAt };
}

export async function pageOf(videoId) {
  const { token } = await client.getPlayerToken({ video_id: videoId });
  return baijiayun.playerAddress({ domain: process.env.BAIJIAYUN_DOMAIN, videoId, token, mobile: true });
}
