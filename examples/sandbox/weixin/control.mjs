// The switches: what tests and demo pages may do to the stand-in, from this process or over HTTP.

import { readFile } from 'node:fs/promises';
import express from 'express';
import { readExact, writeExact } from './exact-json.mjs';

/** @param {object} cloud see index.mjs */
export function controlOf(cloud) {
  const { tokens, library, dramas, links, traffic, push, faults } = cloud;
  return {
    get account() {
      return tokens.account;
    },
    /** A token that is good now. */
    accessToken: () => tokens.issue(),
    expireTokens: () => tokens.expireAll(),
    /** Every link given so far leads to a 403, and what it was fetching breaks off. */
    expireLinks: () => links.expireAll(),
    /** Where events go. @param {{ url: string, token: string, format?: 'json' | 'xml', twice?: boolean, encodingAesKey?: string } | null} target */
    pushTo: (target) => push.configure(target),
    /** Whether that address answers as WeChat asks it to when it is entered. */
    verifyPush: () => push.verify(),
    /** { event, data, tries, accepted } of every event */
    deliveries: () => push.deliveries,
    /** The auditors' word. @param {string | bigint} dramaId @param {2 | 3 | 4} status @param {Record<string, string>} [reasons] media id to reason */
    audit(dramaId, status, reasons) {
      const drama = dramas.audit(dramaId, status, reasons);
      push.send('secvod_audit_event', 'audit_event', { drama_id: drama.id, source_context: '', audit_detail: { ...drama.audit } });
    },
    /** What the platform holds of a media. @param {string | bigint} mediaId */
    mediaFile: (mediaId) => readFile(library.find(mediaId).path),
    coverFile: (mediaId) => readFile(library.find(mediaId).coverPath),
    /** What the CDN sends to one connection; Infinity: as fast as it can. */
    limitSpeed(bytesPerSecond) {
      links.bytesPerSecond = bytesPerSecond;
    },
    setDuration(mediaId, seconds) {
      library.find(mediaId).duration = seconds;
    },
    /** A fetch that the CDN's log and the usage tell of, at any time. @param {{ path: string, bytes: number, time?: number }} row and more: see traffic.mjs */
    recordTraffic: (row) => traffic.record(row),
    /** Until every pull has ended and every event has been taken or given up. */
    async settled() {
      await Promise.all(cloud.pulls);
      await push.settled();
    },
    /** @param {import('../ezviz/faults.mjs').Fault & { errcode?: number }} fault errcode: the platform's answer; fields: what the answer says instead */
    inject: ({ errcode: code, ...fault }) => faults.inject({ ...(fault.fields && { delayMs: 0 }), ...fault, ...(code !== undefined && { code }) }, cloud.names),
    /** What was asked: { api, params without tokens and bytes, at (seconds), errcode, status, answered: it has left for the client } */
    requests: (api) => cloud.log.filter((entry) => api === undefined || entry.api === api),
    /** The log and the faults that wait; media, dramas and tokens stay. */
    clear() {
      cloud.log.length = 0;
      faults.clear();
    },
    describe() {
      const { appid, secret, entity } = tokens.account;
      return `  appid ${appid}   secret ${secret}   ${entity}`;
    },
  };
}

/** The same over HTTP; JSON, which another site cannot post without being allowed to. */
export function remoteOf(control) {
  const actions = {
    accessToken: () => ({ accessToken: control.accessToken() }),
    expireTokens: () => control.expireTokens(),
    expireLinks: () => control.expireLinks(),
    pushTo: (target) => control.pushTo(target.url ? target : null),
    audit: ({ dramaId, status, reasons }) => control.audit(dramaId, status, reasons),
    inject: (fault) => control.inject(fault),
    clear: () => control.clear(),
    requests: () => control.requests(),
    deliveries: () => control.deliveries(),
  };
  const router = express.Router();
  router.use(express.text({ type: 'application/json' }));
  router.post('/:action', (request, response) => {
    const action = Object.hasOwn(actions, request.params.action) ? actions[request.params.action] : null;
    const readable = typeof request.body === 'string';
    if (!action || !readable) return response.status(action ? 400 : 404).json({ error: action ? 'content-type: application/json' : `one of ${Object.keys(actions).join(' ')}` });
    try {
      return response.type('json').send(writeExact(action(readExact(request.body)) ?? {}));
    } catch (error) {
      return response.status(400).json({ error: error.message });
    }
  });
  return router;
}
