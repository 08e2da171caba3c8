// The accessToken of the account that this mini-program's own server signs in to. It is kept in memory alone.

const { TOKEN_URL } = require('./config.js');
const { request } = require('./wx-request.js');

let current = null;
let asking = null;

/** @param {string | null} [refused] the token that is good no more; whoever comes with an older one gets what there is by now */
function accessToken(refused = null) {
  if (current && current !== refused) return Promise.resolve(current);
  if (!asking) {
    asking = request({ url: TOKEN_URL, method: 'POST', data: {} }).then((body) => {
      asking = null;
      if (!body || !body.accessToken) throw new Error('暂时无法登录，请稍后再试');
      current = body.accessToken;
      return current;
    });
  }
  return asking;
}

module.exports = { accessToken };
