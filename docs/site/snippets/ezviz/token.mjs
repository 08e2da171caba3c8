import { ezviz } from 'playward-server';

const { EZVIZ_APP_KEY, EZVIZ_APP_SECRET } = process.env;

export async function accessToken() {
  const { url, method, header, data } = ezviz.tokenRequest(EZVIZ_APP_KEY, EZVIZ_APP_SECRET);
  const answer = await fetch(url, { method, headers: header, body: new URLSearchParams(data) });
  const { outcome, data: token } = ezviz.interpret('token_get', await answer.text());
  if (!outcome.ok) throw new Error(outcome.message.zh);
  return { accessToken: token.accessToken, expiresAt: token.expiresAt };
}
