// Where the pad's requests go. Your own server knows the device and its accessToken; neither belongs into a page.

const { SERVER_URL } = require('./address.js');
const { request } = require('./wx-request.js');

/** Resolves to the code of the answer's body, or to null when the network failed. */
const move = ({ action, direction, speed }) => request({ url: `${SERVER_URL}/api/ptz`, method: 'POST', data: { action, direction, speed } })
  .then((body) => (body && body.code !== undefined ? body.code : null));

module.exports = { move };
