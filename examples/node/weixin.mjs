// The access_token of a mini-program, for minidrama.WeixinClient: asked for once for all, before it runs out, and when WeChat refuses it.

import { keepFresh, minidrama } from '../../pkg/playward-server/node.mjs';

const WEIXIN = 'https://api.weixin.qq.com';
/** A token is given up before it runs out: what is under way with it should still arrive. */
const MARGIN_SECONDS = 300;

/**
 * A client of WeChat's media interfaces. Several servers need one token that all of them ask: each new one ends the life of the one before.
 * @param {{ appid: string, secret: string, baseUrl?: string, now?: () => number }} account
 */
export function weixinClient({ appid, secret, baseUrl = WEIXIN, now = () => Date.now() / 1000 }) {
  const query = new URLSearchParams({ grant_type: 'client_credential', appid, secret });
  const address = `${baseUrl.replace(/\/+$/, '')}/cgi-bin/token?${query}`;
  // `ahead` off: only a request renews it, and a server that is idle asks for nothing.
  const accessToken = keepFresh({ policy: { marginSeconds: MARGIN_SECONDS, ahead: false }, fetch: () => tokenFrom(address, now) });
  return new minidrama.WeixinClient({ accessToken, baseUrl, now });
}

async function tokenFrom(address, now) {
  let answer;
  try {
    answer = await (await fetch(address)).json();
  } catch {
    // The error may name the address, and that has the secret in it.
    throw new Error('access_token: the network failed');
  }
  if (typeof answer.access_token !== 'string') throw new Error(`access_token: ${minidrama.describeError(Number(answer.errcode) || -1).message.en}`);
  const issuedAt = now();
  return { value: answer.access_token, issuedAt, expiresAt: issuedAt + answer.expires_in };
}
