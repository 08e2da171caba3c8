// The UserSig of whoever has logged in, made by the business server when it is asked for. Session and UserSig are kept in memory alone.

const { tencent } = require('playward');
const { LOGIN_URL, USERSIG_URL } = require('./config.js');
const { signIn } = require('./im.js');
const { exchange, request } = require('./wx-request.js');

const REFUSALS = { 401: '登录已失效，请重新登录', 429: '取 UserSig 太频繁，请稍后再试' };

let session = null;

/** The code of wx.login means something to the business server alone, which answers with a session of its own. */
function login() {
  if (session) return Promise.resolve();
  return new Promise((resolve, reject) => {
    wx.login({ success: resolve, fail: () => reject(new Error('微信登录失败，请稍后再试')) });
  }).then(({ code }) => request({ url: LOGIN_URL, method: 'POST', data: { code } })).then((body) => {
    if (!body || !body.session) throw new Error('暂时无法登录，请稍后再试');
    session = body.session;
  });
}

const ask = () => login().then(() => exchange({ url: USERSIG_URL, method: 'POST', header: { authorization: `Bearer ${session}` }, data: {} }));

/** @returns {Promise<string>} */
function userSig() {
  return ask().then((answer) => {
    if (!answer || answer.statusCode !== 401) return answer;
    // The session has run out: another one, once.
    session = null;
    return ask();
  }).then((answer) => {
    if (answer && answer.statusCode === 200 && answer.data && answer.data.userSig) return answer.data.userSig;
    throw new Error((answer && REFUSALS[answer.statusCode]) || '暂时取不到 UserSig，请稍后再试');
  });
}

/** Signed in with a new UserSig: what keepFresh asks for. One that the platform does not take is none. */
function signedIn() {
  return userSig().then((sig) => {
    const { userId, sdkAppId, issuedAt, expiresAt } = tencent.inspectUserSig(sig);
    return signIn({ userId, sdkAppId, userSig: sig }).then(({ ok, text }) => {
      if (!ok) throw new Error(text);
      return { value: { userId, sdkAppId, expiresAt, text }, issuedAt, expiresAt };
    });
  });
}

module.exports = { signedIn };
