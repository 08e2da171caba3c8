// Carries a vendor's request in browsers and in Node.

import { carryBy, TIMEOUT_MS } from './transport.js';

/** The stop of a page that goes away must arrive. */
const OUTLIVES_PAGE = /\/ptz\/stop$/;

carryBy(({ url, method, header, data }) => {
  const signal = typeof AbortSignal !== 'undefined' && AbortSignal.timeout ? AbortSignal.timeout(TIMEOUT_MS) : undefined;
  const options = { method, headers: header, body: new URLSearchParams(data), keepalive: OUTLIVES_PAGE.test(url), signal };
  return fetch(url, options).then((answer) => answer.text());
});
