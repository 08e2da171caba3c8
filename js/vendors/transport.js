// Carries a vendor's request where the page has no way of its own: wx.request and wx.uploadFile, or fetch.

/** A camera may take its time. */
const TIMEOUT_MS = 15000;
/** The stop of a page that goes away must arrive. */
const OUTLIVES_PAGE = /\/ptz\/stop$/;

const weixin = (name) => (typeof wx !== 'undefined' && typeof wx[name] === 'function' ? wx[name] : null);

/** @returns {Promise<unknown>} the body; null: the network failed */
const ask = (send, options) => new Promise((resolve) => {
  send(Object.assign({}, options, { timeout: TIMEOUT_MS, success: ({ data }) => resolve(data), fail: () => resolve(null) }));
});

/** @param {import('../../pkg/playward/index.js').HttpRequest} request @returns {Promise<unknown>} the body; null or a rejection: the network failed */
export function sendRequest({ url, method, header, data }) {
  const send = weixin('request');
  if (send) return ask(send, { url, method, header, data });
  const signal = typeof AbortSignal !== 'undefined' && AbortSignal.timeout ? AbortSignal.timeout(TIMEOUT_MS) : undefined;
  return fetch(url, { method, headers: header, body: new URLSearchParams(data), keepalive: OUTLIVES_PAGE.test(url), signal }).then((answer) => answer.text());
}

/** Whether a file can be sent from here. */
export const canUpload = () => weixin('uploadFile') !== null;

/** @param {object} upload what wx.uploadFile takes @returns {Promise<unknown>} as {@link sendRequest} */
export const sendFile = (upload) => ask(weixin('uploadFile'), upload);
