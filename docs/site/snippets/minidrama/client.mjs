import { keepFresh, minidrama } from 'playward-server';

const { WEIXIN_APPID, WEIXIN_SECRET } = process.env;

const accessToken = keepFresh({
  policy: { ahead: false },
  fetch: async () => {
    const query = new URLSearchParams({ grant_type: 'client_credential', appid: WEIXIN_APPID, secret: WEIXIN_SECRET });
    const answer = await (await fetch(`https://api.weixin.qq.com/cgi-bin/token?${query}`)).json();
    if (!answer.access_token) throw new Error('no access_token');
    const issuedAt = Date.now() / 1000;
    return { value: answer.access_token, issuedAt, expiresAt: issuedAt + answer.expires_in };
  },
});

export const client = new minidrama.WeixinClient({ accessToken });
export const links = new minidrama.LinkCache({ client });
