// Where the pad's requests go. Your own server knows the device and its accessToken; neither belongs into a page.

const { SERVER_URL } = require('./address');

/** Resolves to the code of the answer's body, or to null when the network failed. */
function move({ action, direction, speed }) {
  return new Promise((resolve) => {
    wx.request({
      url: `${SERVER_URL}/api/ptz`,
      method: 'POST',
      data: { action, direction, speed },
      timeout: 8000,
      success: ({ data }) => resolve(data && data.code !== undefined ? data.code : null),
      fail: () => resolve(null),
    });
  });
}

module.exports = { move };
