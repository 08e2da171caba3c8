// wx.request and wx.uploadFile as promises of the answer's body. null: the network failed, or what came is no answer.

/** Not longer than the pad waits for one. */
const TIMEOUT_MS = 8000;

const bodyOf = ({ statusCode, data }) => (statusCode === 200 ? data : null);
const whole = (answer) => answer;

const promised = (name, options, read) => new Promise((resolve) => {
  wx[name](Object.assign({ timeout: TIMEOUT_MS }, options, { success: (answer) => resolve(read(answer)), fail: () => resolve(null) }));
});

module.exports = {
  /** @param {object} options url, method, header, data: an object is sent as the header's content type says */
  request: (options) => promised('request', options, bodyOf),
  /** The same, but all of the answer, { statusCode, data }, where the status means something. */
  exchange: (options) => promised('request', options, whole),
  /** @param {object} options url, filePath, name, formData, header */
  upload: (options) => promised('uploadFile', options, bodyOf),
};
