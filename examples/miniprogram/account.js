// The accessToken of the account that this mini-program's own server signs in to. It is kept in memory alone.

const { TOKEN_URL } = require('./config.js');
const { request } = require('./wx-request.js');

let current = null;
let asking = null;

/** What ezviz.Camera takes as its token. */
const account = {
  /** However many need one, it is asked for once. */
  get() {
    if (current) return Promise.resolve(current);
    if (!asking) {
      asking = request({ url: TOKEN_URL, method: 'POST', data: {} }).then((body) => {
        asking = null;
        if (!body || !body.accessToken) throw new Error('暂时无法登录，请稍后再试');
        current = body.accessToken;
        return current;
      });
    }
    return asking;
  },

  /** Whoever comes with an older one gets what there is by now. */
  refused(token) {
    if (token === current) current = null;
  },
};

module.exports = { account };
