// The accessToken of the account that this mini-program's own server signs in to. It is kept in memory alone.

const { keepFresh } = require('playward');
const { TOKEN_URL } = require('./config.js');
const { request } = require('./wx-request.js');

/** Made with the first need: playward is there by then. @type {ReturnType<typeof keepFresh> | null} */
let token = null;

/** With `ahead` off: only a page that asks something renews it, so no page has to say when it is hidden. */
const open = () => keepFresh({
  policy: { ahead: false },
  fetch: () => request({ url: TOKEN_URL, method: 'POST', data: {} }).then((body) => {
    if (!body || !body.accessToken) throw new Error('暂时无法登录，请稍后再试');
    return { value: body.accessToken, expiresAt: body.expireTime ? body.expireTime / 1000 : null };
  }),
});

/** What ezviz.Camera takes as its token. */
const account = {
  get() {
    token = token || open();
    return token.get();
  },

  refused(value) {
    if (token) token.refused(value);
  },
};

module.exports = { account };
