// A client of WeChat's media interfaces, whose access_token is asked for once for all, before it runs out and when WeChat refuses it.

import { keepFresh, minidrama } from '../../pkg/playward-server/node.mjs';

const WEIXIN = 'https://api.weixin.qq.com';

/**
 * Several servers need one token that all of them ask: each new one ends the life of the one before.
 * @param {{ appid: string, secret: string, baseUrl?: string, now?: () => number }} account
 */
export function weixinClient({ appid, secret, baseUrl = WEIXIN, now = () => Date.now() / 1000 }) {
  const query = new URLSearchParams({ grant_type: 'client_credential', appid, secret });
  const accessToken = keepFresh({
    fetch: async () => {
      const { access_token: value, expires_in: seconds } = await ask(`${baseUrl.replace(/\/+$/, '')}/cgi-bin/token?${query}`);
      return { value, expiresAt: Math.floor(Date.now() / 1000) + seconds };
    },
    policy: { marginSeconds: 300, ahead: false },
  });
  return new minidrama.WeixinClient({ accessToken, baseUrl, now });
}

async function ask(url) {
  let answer;
  try {
    answer = await (await fetch(url)).json();
  } catch {
    // The error may name the address, and that has the secret in it.
    throw new Error('access_token: the network failed');
  }
  if (typeof answer.access_token === 'string') return answer;
  const outcome = minidrama.describeError(Number(answer.errcode) || -1);
  throw Object.assign(new Error(`access_token: ${outcome.message.en}`), { outcome });
}
