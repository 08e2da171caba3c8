// Where the page gets its play address. <live-player> plays rtmp and http-flv, nothing else.

const { exchange } = require('./wx-request.js');

/** Your business server; here the demo server of playward as the developer tools reach it. For a phone: `npm run demo -- --host <ip>`, and that address here. */
const SERVER_URL = 'http://127.0.0.1:8000';

/** Without a server (SERVER_URL empty): one address that never changes, rtmp://… or http(s)://….flv */
const FIXED_URL = '';

/** What playward asks for: at the start, when an address has run out, and when the server refused one. */
function fetchAddress({ reason }) {
  if (!SERVER_URL) return Promise.resolve({ url: FIXED_URL, expiresAt: null });
  return exchange({ url: `${SERVER_URL}/api/address`, data: { protocol: 'flv', reason } }).then((answer) => {
    const { statusCode, data } = answer || {};
    if (statusCode === 200 && data && data.url) return { url: data.url, expiresAt: data.expiresAt };
    throw new Error(`the server answered ${statusCode}`);
  });
}

module.exports = { fetchAddress, SERVER_URL };
