// The codes of the open platform and what it says with each. Every answer is HTTP 200; code is a string.

export const MESSAGES = {
  200: 'Operation succeeded',
  10001: '参数错误',
  10002: 'accessToken异常或过期',
  10005: 'appKey异常',
  10017: 'appKey不存在',
  10020: '请求方法错误',
  10029: '调用频率超过限制',
  10030: 'appkey和appSecret不匹配',
  20001: '通道不存在',
  20002: '设备不存在',
  20006: '网络异常',
  20007: '设备不在线',
  20008: '设备响应超时',
  20014: '设备序列号不正确',
  20015: '设备不支持该功能',
  20018: '该用户不拥有该设备',
  20032: '该用户下该通道不存在',
  49999: '数据异常',
  50000: '服务器异常',
  60000: '设备不支持云台控制',
  60001: '用户无云台控制权限',
  60002: '设备云台旋转达到上限位',
  60003: '设备云台旋转达到下限位',
  60004: '设备云台旋转达到左限位',
  60005: '设备云台旋转达到右限位',
  60006: '云台当前操作失败',
  60007: '预置点个数超过最大值',
  60009: '正在调用预置点',
  60010: '该预置点已经是当前位置',
  60011: '预置点不存在',
  60017: '设备抓图失败',
  60019: '设备已加密',
  60020: '不支持该命令',
  60026: '设备处于隐私遮蔽状态',
  60027: '设备正在镜像操作',
  60028: '设备正在键控动作',
  60029: '设备处于语音对讲状态',
  111012: '设备正忙',
};

/** Thrown by whatever cannot do what was asked. Of several codes the first that the API's document lists is answered. */
export class Refusal extends Error {
  constructor(...codes) {
    super(codes.join(' or '));
    this.codes = codes;
  }
}

/** @param {number | string} code @param {object} [more] data, page */
export function answer(code, more = {}) {
  return { msg: MESSAGES[code] || '', code: String(code), ...more };
}
