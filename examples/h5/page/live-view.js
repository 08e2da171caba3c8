// The live stream of the demo's server, played with one engine or another.

import { WatchedVideo } from './watched-video.js';

const ENGINES = {
  mpegts: { protocol: 'flv', library: () => window.mpegts },
  hls: { protocol: 'hls', library: () => window.Hls },
  native: { protocol: 'hls', library: () => undefined },
};

export class LiveView extends WatchedVideo {
  canUse(engine) {
    if (engine === 'native') return this.video.canPlayType('application/vnd.apple.mpegurl') !== '';
    const library = ENGINES[engine].library();
    return Boolean(library && library.isSupported());
  }

  open(engine) {
    const { protocol, library } = ENGINES[engine];
    this.supervise({
      engine,
      library: library(),
      fetchAddress: async () => {
        const answer = await (await fetch(`/api/address?protocol=${protocol}`)).json();
        // Why there is none tells the supervisor when to ask again, and the page what to show.
        if (answer.outcome) throw Object.assign(new Error(answer.outcome.code), { outcome: answer.outcome });
        return answer;
      },
    });
  }
}
