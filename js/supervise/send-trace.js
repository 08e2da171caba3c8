// A trace from the field to the page's own server.

import { inspect, refuse } from '../core/arguments.js';
import { callLarge } from '../core/instance.js';

/** Below what browsers let a page send while it closes. */
const MOST_BYTES = 64_000;
const ONCE_IN_MS = 60_000;
/** How many sessions are remembered. */
const SESSIONS = 100;

/** When each session last sent. @type {Map<string, number>} */
const sent = new Map();

export async function sendTrace(trace, options) {
  const { stats } = callLarge('replay', trace);
  refuse(inspect(options, 'options', { url: 'string', always: 'boolean?', session: 'string?' }, true));
  const { url, always, session = String(trace.policy.seed) } = options;
  // What could not be played is over too, or nobody would have been told.
  const outage = stats.longestOutageMs > 0 || trace.events.some(({ phase }) => phase === 'failed');
  const now = Date.now();
  if (!(outage || always) || now - sent.get(session) < ONCE_IN_MS) return false;
  sent.delete(session);
  sent.set(session, now);
  if (sent.size > SESSIONS) sent.delete(sent.keys().next().value);
  // To some addresses there is no way.
  return post(url, withinLimit(trace)).catch(() => false);
}

/** A trace as text. Where it is too long its oldest events fold into what it begins from. */
function withinLimit(trace) {
  let { events } = trace;
  let text = JSON.stringify(trace);
  for (let bytes = bytesOf(text); bytes > MOST_BYTES && events.length; bytes = bytesOf(text)) {
    events = events.slice(Math.ceil(events.length * Math.max(1 - MOST_BYTES / bytes, 0.05)));
    const folded = trace.events.length - events.length;
    text = JSON.stringify({ ...trace, from: callLarge('replay', trace, folded).from, events, dropped: trace.dropped + folded });
  }
  return text;
}

/** In UTF-8. @param {string} text */
function bytesOf(text) {
  let bytes = text.length;
  for (const unit of text.match(/[^\0-\x7f]/g) || []) bytes += unit > '\u07ff' ? 2 : 1;
  return bytes;
}

/** A mini-program has none. */
const send = typeof fetch === 'undefined' ? null : fetch;

/** Resolves to whether the server has it, or with sendBeacon whether the browser will send it. */
async function post(url, text) {
  if (typeof wx !== 'undefined' && typeof wx.request === 'function') {
    return new Promise((resolve) => {
      wx.request({
        url, method: 'POST', data: text, header: { 'content-type': 'application/json' }, success: ({ statusCode }) => resolve(statusCode < 300), fail: () => resolve(false),
      });
    });
  }
  // As text it needs no question ahead of it on another host (a CORS preflight).
  if (typeof navigator !== 'undefined' && navigator.sendBeacon && navigator.sendBeacon(url, text)) return true;
  return send ? send(url, { method: 'POST', body: text, keepalive: true }).then(({ ok }) => ok) : false;
}
