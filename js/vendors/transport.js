// Carries a vendor's request where the page has no way of its own: wx.request and wx.uploadFile, elsewhere what fetch.js brings.

/** A camera may take its time. */
export const TIMEOUT_MS = 15000;

/** @type {((request: import('../../pkg/playward/index.js').HttpRequest) => Promise<unknown>) | null} */
let otherwise = null;

/** @param {(request: import('../../pkg/playward/index.js').HttpRequest) => Promise<unknown>} send */
export function carryBy(send) {
  otherwise = send;
}

const weixin = (name) => (typeof wx !== 'undefined' && typeof wx[name] === 'function' ? wx[name] : null);

/** @returns {Promise<unknown>} the body; null: the network failed */
const ask = (send, options) => new Promise((resolve) => {
  send(Object.assign({}, options, { timeout: TIMEOUT_MS, success: ({ data }) => resolve(data), fail: () => resolve(null) }));
});

/** @param {import('../../pkg/playward/index.js').HttpRequest} request @returns {Promise<unknown>} the body; null or a rejection: the network failed */
export function sendRequest(request) {
  const send = weixin('request');
  return send ? ask(send, request) : otherwise(request);
}

/** Whether a file can be sent from here. */
export const canUpload = () => weixin('uploadFile') !== null;

/** @param {object} upload what wx.uploadFile takes @returns {Promise<unknown>} as {@link sendRequest} */
export const sendFile = (upload) => ask(weixin('uploadFile'), upload);
