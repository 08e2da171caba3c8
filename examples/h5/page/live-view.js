// The live stream of the demo's server, played with one engine or another.

import { WatchedVideo } from './watched-video.js';

const ENGINES = {
  mpegts: { protocol: 'flv', library: () => window.mpegts },
  hls: { protocol: 'hls', library: () => window.Hls },
  native: { protocol: 'hls', library: () => undefined },
};

export class LiveView extends WatchedVideo {
  /** @param {HTMLElement} place that has a screen in it @param {{ policy?: object, seconds?: string | null }} wishes of the address of the page: how long addresses are good, and a policy */
  constructor(place, { policy = {}, seconds = null } = {}) {
    super(place);
    this.policy = policy;
    this.seconds = seconds;
    this.engine = '';
  }

  canUse(engine) {
    if (engine === 'native') return this.video.canPlayType('application/vnd.apple.mpegurl') !== '';
    const library = ENGINES[engine].library();
    return Boolean(library && library.isSupported());
  }

  /** H.265 would be nothing to get over. */
  get decodesH265() {
    return Boolean(window.MediaSource) && MediaSource.isTypeSupported('video/mp4; codecs="hvc1.1.6.L93.B0"');
  }

  open(engine) {
    const { protocol, library } = ENGINES[engine];
    this.engine = engine;
    this.watch({
      engine,
      library: library(),
      policy: this.policy,
      fetchAddress: async ({ supportH265, signal }) => {
        const query = new URLSearchParams({ protocol });
        if (this.seconds !== null) query.set('seconds', this.seconds);
        if (supportH265 !== undefined) query.set('supportH265', supportH265);
        const answer = await (await fetch(`/api/address?${query}`, { signal })).json();
        // Why there is none tells the supervisor when to ask again, and the page what to show.
        if (answer.outcome) throw Object.assign(new Error(answer.outcome.code), { outcome: answer.outcome });
        return answer;
      },
    });
  }
}
