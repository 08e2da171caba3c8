// hls.js plays the address. Names of its events and errors: its own API documentation, version 1.7.

import { failure } from './failure.js';

/** How often a segment under way is looked at: hls.js tells of it only when it is whole, which on a slow link takes long. */
const LOOK_MS = 1000;

/** Answers that another address may mend. */
const REFUSALS = [401, 403, 410];

/** @type {import('./index.js').EngineKind} */
export const hls = {
  accepts: (library) => typeof library === 'function' && typeof library.isSupported === 'function',

  attach(video, { url, library, settings, live }, report) {
    const { Events } = library;
    const player = new library(settings);
    // What a version does not tell is not known, and no reason to fail.
    const on = (event, hear) => player.on(event, (name, news) => hear(Object(news)));

    /** The segment, or part of one, that is being loaded, and how much of it has been told; by the kind of its playlist. */
    const loading = {};
    function tellBytes() {
      let bytes = 0;
      for (const kind of Object.keys(loading)) {
        const { stats } = loading[kind].of;
        const came = stats ? stats.loaded : 0;
        // A second try of the same segment counts from 0.
        bytes += Math.max(came - loading[kind].told, 0);
        loading[kind].told = came;
      }
      if (bytes > 0) report({ name: 'data', bytes });
    }
    on(Events.FRAG_LOADING, ({ frag, part }) => {
      tellBytes();
      // Subtitles that come in make no picture.
      if (frag && frag.type !== 'subtitle') loading[frag.type] = { of: part || frag, told: 0 };
    });
    on(Events.FRAG_LOADED, tellBytes);

    // The playlist of a recording stands still while all is well.
    const source = ({ details }) => { if (live && details) report({ name: 'source', edge: details.endSN, live: details.live }); };
    on(Events.LEVEL_LOADED, source);
    on(Events.LEVEL_UPDATED, source);

    on(Events.ERROR, (error) => {
      const { fatal, details, response } = error;
      const status = response && response.code;
      // What is not fatal hls.js is still trying to mend, but for an encoding that this browser lacks where it has no other level to switch to.
      const codec = isCodec(error);
      if (fatal || (codec && !(error.errorAction && error.errorAction.resolved))) report(failure(details, status, codec));
      else if (REFUSALS.includes(status) && !ofSubtitles(error)) report({ name: 'refused', httpStatus: status });
    });
    player.loadSource(url);
    player.attachMedia(video);
    const look = setInterval(tellBytes, LOOK_MS);
    return {
      // startLoad() would go on with the playlist it has, also where that has ended, or was never got.
      restart: () => player.loadSource(url),
      edge: () => player.liveSyncPosition,
      // It is 0 until there is a playlist, and below 0 where a new one begins before the picture.
      behind: () => (player.latency > 0 ? player.latency : null),
      destroy() {
        clearInterval(look);
        player.destroy();
      },
    };
  },
};

/** Without subtitles a film plays on, whatever the server says of them. */
const ofSubtitles = ({ details, frag }) => /^subtitle/.test(details) || (Boolean(frag) && frag.type === 'subtitle');

const CODEC_ERRORS = ['bufferAddCodecError', 'bufferIncompatibleCodecsError', 'manifestIncompatibleCodecsError'];

/** A segment that cannot be read says why in words only: "Unsupported EC-3 in M2TS found". */
function isCodec({ details, fatal, reason, error }) {
  return CODEC_ERRORS.includes(details) || (fatal && details === 'fragParsingError' && /codec|unsupported/i.test(reason || (error && error.message)));
}
