import { xiaozhibao } from 'playward';

const account = {
  registered: true,
  appid: 'wx0123456789abcdef',
  company: '暂无',
  domains: ['video.example.com'],
  unlimitedUntil: null,
  fixed: { total: 2400, used: 930.156, until: null },
};

export function mayPlay(url, duration, record = null, now = Date.now() / 1000) {
  const { allow, code, chargeSeconds, message } = xiaozhibao.preflight({ now, appid: account.appid, account, video: { url, duration }, record });
  return { allow, code, chargeSeconds, text: message.zh };
}
