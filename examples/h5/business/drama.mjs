// What the business server does for the mini-drama tab: it alone holds the appSecret, knows who may watch what, and hands out links to play.

import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const API = 'https://api.weixin.qq.com';
/** WeChat gives at most two hours; a minute is for clocks that differ. */
const LINK_SECONDS = 7200 - 60;
/** Where the page may come from; elsewhere the link is refused. */
const PAGES = ['127.0.0.1', 'localhost'];
/** How much of an episode is free, where it is not all of it. */
const TRIAL_SECONDS = 6;
/** Little more than the episodes need: a player that had all of one at once would never miss its link. */
const BYTES_PER_SECOND = 11_000;
const AUDITING = 1;
const PASSED = 3;
const REJECTED = 2;

/** What the studio has made: so many episodes, the trials among them, and what the auditors have said. */
const DRAMAS = [
  { name: '雨巷来信', episodes: 3, trials: [3], verdict: PASSED },
  { name: '长夜将明', episodes: 2, trials: [], verdict: AUDITING },
  { name: '山海重逢', episodes: 2, trials: [], verdict: REJECTED },
];

/** @param {Awaited<ReturnType<import('../../sandbox/sandbox.mjs').startSandbox>>} sandbox */
export function dramaCalls(sandbox) {
  let opening = null;
  // Whoever comes first has the episodes uploaded.
  const studio = () => {
    opening ||= Studio.open(sandbox).catch((error) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  return {
    'GET /api/drama/list': async () => (await studio()).list(),
    'POST /api/drama/link': async (query, request) => (await studio()).link(String(request.mediaId), Number(request.seconds) || LINK_SECONDS),
    'POST /api/drama/unlock': async (query, { mediaId }) => (await studio()).unlock(String(mediaId)),
    'POST /api/drama/submit': async (query, { dramaId }) => (await studio()).submit(String(dramaId)),
  };
}

class Studio {
  static async open(sandbox) {
    // Not before it is needed: the other tabs do without the server's package.
    const { weixinClient } = await import('../../node/weixin.mjs');
    const { appid, secret } = sandbox.weixin.account;
    const weixin = weixinClient({ appid, secret, baseUrl: sandbox.reach(API) });
    sandbox.weixin.limitSpeed(BYTES_PER_SECOND);
    const studio = new Studio(sandbox, weixin);
    for (const drama of DRAMAS) await studio.produce(drama);
    return studio;
  }

  constructor(sandbox, weixin) {
    Object.assign(this, { sandbox, weixin });
    this.dramas = [];
    /** Trials by episode; what is bought is none any more. */
    this.trials = new Map();
  }

  async produce({ name, episodes, trials, verdict }) {
    const ids = [];
    for (let number = 1; number <= episodes; number += 1) {
      const { mediaId } = await this.weixin.uploadDrama(fileURLToPath(new URL(`../clip/episode-${number}.mp4`, import.meta.url)), {
        mediaName: `${name}-第${number}集`,
        journal: join(tmpdir(), `playward-demo-${randomUUID()}.json`),
      });
      this.sandbox.weixin.setDuration(mediaId, 12);
      if (trials.includes(number)) this.trials.set(mediaId, TRIAL_SECONDS);
      ids.push(mediaId);
    }
    const { media_id: cover } = await this.weixin.uploadTempMaterial({ media: new Uint8Array(1) });
    const { drama_id: dramaId } = await this.weixin.auditDrama({
      name, media_count: ids.length, media_id_list: ids, producer: this.sandbox.weixin.account.entity, description: name, cover_material_id: cover, authorized_material_id: cover,
      qualification_type: 1, registration_number: 'V000000001', qualification_certificate_material_id: cover, drama_type: 1,
      copyright: { copyright_role: 1, apply_for_copyright_protection: 0 },
    });
    if (verdict !== AUDITING) this.sandbox.weixin.audit(dramaId, verdict);
    this.dramas.push(dramaId);
  }

  list() {
    return Promise.all(this.dramas.map(async (dramaId) => {
      const [{ drama_info: drama }, { media_info_list: episodes }] = await Promise.all([
        this.weixin.getDrama({ drama_id: dramaId }),
        this.weixin.listMedia({ drama_id: dramaId }),
      ]);
      return {
        dramaId,
        name: drama.name,
        status: drama.audit_detail.status,
        episodes: episodes.map(({ media_id: mediaId, name, duration }) => ({ mediaId, name, duration, trialSeconds: this.trials.get(mediaId) ?? null })),
      };
    }));
  }

  /** A link, or why there is none. Whoever has not paid for it gets the trial: that is for the server to say, never for the page. */
  async link(mediaId, seconds) {
    try {
      const { media_info: media } = await this.weixin.getMediaLink({
        media_id: mediaId, t: Math.floor(Date.now() / 1000) + Math.min(seconds, LINK_SECONDS), us: 'h5', exper: this.trials.get(mediaId), whref: PAGES.join(','),
      });
      return { url: media.mp4_url };
    } catch (error) {
      if (error.code === 'api_error') return { outcome: error.outcome };
      throw error;
    }
  }

  unlock(mediaId) {
    return { unlocked: this.trials.delete(mediaId) };
  }

  /** Once more, after it was sent back. */
  async submit(dramaId) {
    await this.weixin.auditDrama({ drama_id: dramaId });
    return {};
  }
}
