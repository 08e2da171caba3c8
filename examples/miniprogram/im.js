// Signing in to Tencent's instant messaging. Its SDK does that in your own project; here it shows what the platform says of a UserSig.

const { IM } = require('./config.js');
const { request } = require('./wx-request.js');

/** @param {{ sdkAppId: number, userId: string, userSig: string }} given @returns {Promise<{ ok: boolean, text: string }>} */
function signIn({ sdkAppId, userId, userSig }) {
  const query = `sdkappid=${sdkAppId}&identifier=${encodeURIComponent(userId)}&usersig=${encodeURIComponent(userSig)}&contenttype=json`;
  return request({ url: `${IM}/v4/openim/login?${query}`, method: 'POST', data: { State: 'Online' } }).then((body) => {
    const code = body && typeof body.ErrorCode === 'number' ? body.ErrorCode : null;
    if (code === null) return { ok: false, text: '网络异常，请稍后再试' };
    return { ok: code === 0, text: code === 0 ? '已登录' : `${code} ${body.ErrorInfo}` };
  });
}

module.exports = { signIn };
