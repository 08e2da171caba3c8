// The switches: what tests and demo pages may do to the stand-in, from this process or over HTTP.

import { writeFile } from 'node:fs/promises';
import express from 'express';
import { readExact, writeExact } from '../weixin/exact-json.mjs';
import { FAILED, TRANSCODED, TRANSCODE_TIMED_OUT, UPLOAD_TIMED_OUT } from './videos.mjs';

/** @param {object} cloud see index.mjs */
export function controlOf(cloud) {
  const { account, videos, uploads, transcoder, callbacks, addresses, player, categories, store, settings, faults } = cloud;
  return {
    get account() {
      const { domain, partnerId, partnerKey, secretKey } = account;
      return { domain, partnerId, partnerKey, secretKey };
    },
    /** @param {{ retryPausesMs?: number[], transcodeMs?: number | null, ffmpeg?: boolean }} changes transcodeMs null: until finish() or fail() */
    configure: (changes) => Object.assign(settings, changes),
    /** A video that is there and transcoded. @param {{ id: string, name?: string, createTime?: number, bytes?: Uint8Array }} about */
    async addVideo({ bytes = Buffer.alloc(1000), ...about }) {
      const video = videos.add({ fileName: `${about.id}.mp4`, name: about.id, definitions: [16, 1, 2, 4, 8], ...about, size: bytes.length });
      await writeFile(videos.source(video), bytes);
      await transcoder.make(video);
      video.status = TRANSCODED;
      store.changed();
      return video.id;
    },
    addCategory: (id, name, parentId) => categories.add(name, parentId, id).id,
    /** { id, name, status, size, files, … } of each */
    videos: () => structuredClone(videos.all()),
    /** What waits with transcodeMs null is done, or is not: 'failed' or 'timed_out'. */
    finish: (videoId) => transcoder.end(String(videoId), TRANSCODED),
    fail: (videoId, how = 'failed') => transcoder.end(String(videoId), how === 'timed_out' ? TRANSCODE_TIMED_OUT : FAILED),
    failUpload(videoId) {
      videos.find(videoId).status = UPLOAD_TIMED_OUT;
    },
    /** The next upload's connection breaks after so many bytes. */
    cutUpload: (bytes) => uploads.cuts.push(bytes),
    expireAddresses: () => addresses.expireAll(),
    expireTokens: () => player.expireTokens(),
    /** @param {{ url: string, forced?: boolean, failureUrl?: string, failureText?: string } | null} auth forced: no page without an access_key */
    setThirdPartyAuth(auth) {
      if (auth && auth.failureUrl && auth.failureText) throw new RangeError('failureUrl or failureText');
      player.auth = auth;
    },
    /**
     * One callback, as it should be or as somebody else would make it; nothing is tried again.
     * @param {number} status 20, 30 or 100
     * @param {{ to?: string, qid?: string, timestamp?: number, key?: string, altered?: Record<string, string>, unsigned?: boolean }} [changes]
     * @returns {Promise<{ status: number, text: string } | null>} what was answered
     */
    sendCallback(videoId, status, { to = callbacks.url, qid, timestamp, key, altered, unsigned } = {}) {
      const fields = callbacks.fields(videos.find(videoId), status);
      const sent = { ...callbacks.signed({ ...fields, ...(qid && { qid }) }, timestamp, key), ...altered };
      if (unsigned) delete sent.sign;
      return callbacks.post(to, sent);
    },
    /** { videoId, status, qid, tries, accepted } of every callback */
    deliveries: () => callbacks.deliveries,
    /** Until everything has been transcoded, and every callback taken or given up. */
    async settled() {
      await transcoder.settled();
      await callbacks.settled();
    },
    /** @param {import('../ezviz/faults.mjs').Fault} fault */
    inject: (fault) => faults.inject(fault, cloud.names),
    /** What was asked: { api, params without sign and secret_key, at (seconds), code, answered: it has left for the client } */
    requests: (api) => cloud.log.filter((entry) => api === undefined || entry.api === api),
    /** The log and the faults that wait; videos and the account stay. */
    clear() {
      cloud.log.length = 0;
      uploads.cuts.length = 0;
      faults.clear();
    },
    describe: () => `  partner_id ${account.partnerId}   partner_key ${account.partnerKey}   secret_key ${account.secretKey}`,
  };
}

/** The same over HTTP; JSON, which another site cannot post without being allowed to. */
export function remoteOf(control) {
  const actions = {
    configure: (changes) => control.configure(changes),
    addVideo: async ({ id, name, createTime }) => ({ videoId: await control.addVideo({ id: String(id), ...(name && { name }), ...(createTime && { createTime }) }) }),
    videos: () => control.videos(),
    finish: ({ videoId }) => control.finish(videoId),
    fail: ({ videoId, how }) => control.fail(videoId, how),
    failUpload: ({ videoId }) => control.failUpload(videoId),
    cutUpload: ({ bytes }) => { control.cutUpload(bytes); },
    expireAddresses: () => control.expireAddresses(),
    expireTokens: () => control.expireTokens(),
    setThirdPartyAuth: (auth) => control.setThirdPartyAuth(auth.url ? auth : null),
    sendCallback: ({ videoId, status, ...changes }) => control.sendCallback(videoId, status, changes),
    deliveries: () => control.deliveries(),
    inject: (fault) => control.inject(fault),
    requests: () => control.requests(),
    clear: () => control.clear(),
  };
  const router = express.Router();
  router.use(express.text({ type: 'application/json' }));
  router.post('/:action', async (request, response) => {
    const action = Object.hasOwn(actions, request.params.action) ? actions[request.params.action] : null;
    const readable = typeof request.body === 'string';
    if (!action || !readable) return response.status(action ? 400 : 404).json({ error: action ? 'content-type: application/json' : `one of ${Object.keys(actions).join(' ')}` });
    try {
      return response.type('json').send(writeExact(await action(readExact(request.body)) ?? {}));
    } catch (error) {
      return response.status(400).json({ error: error.message });
    }
  });
  return router;
}
