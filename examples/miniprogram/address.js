// Where the page gets its play address. <live-player> plays rtmp and http-flv, nothing else.

/** Your business server; here the demo server of playward as the developer tools reach it. A phone needs one in its own network. */
const SERVER_URL = 'http://127.0.0.1:8000';

/** Without a server (SERVER_URL empty): one address that never changes, rtmp://… or http(s)://….flv */
const FIXED_URL = '';

/** What playward asks for: at the start, when an address has run out, and when the server refused one. */
function fetchAddress({ reason }) {
  if (!SERVER_URL) return Promise.resolve({ url: FIXED_URL, expiresAt: null });
  return new Promise((resolve, reject) => {
    wx.request({
      url: `${SERVER_URL}/api/address`,
      data: { protocol: 'flv', reason },
      timeout: 10000,
      success({ statusCode, data }) {
        if (statusCode === 200 && data && data.url) resolve({ url: data.url, expiresAt: data.expiresAt });
        else reject(new Error(`the server answered ${statusCode}`));
      },
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

module.exports = { fetchAddress, SERVER_URL };
