// What the account service of instant messaging says with each code.

export const MESSAGES = {
  0: '',
  70001: 'UserSig 已过期，请重新生成',
  70002: 'UserSig 长度为 0',
  70003: 'UserSig 校验失败，可能被截断或损坏',
  70009: 'UserSig 校验失败，生成它的密钥不是该应用的密钥',
  70013: '请求的用户与生成 UserSig 的用户不一致',
  70014: '请求的 SDKAppID 与生成 UserSig 的 SDKAppID 不一致',
  70020: 'SDKAppID 不存在',
  70402: '参数错误',
};

/** @param {number} code */
export function answer(code) {
  return { ActionStatus: code === 0 ? 'OK' : 'FAIL', ErrorCode: code, ErrorInfo: MESSAGES[code] ?? '' };
}
