// mpegts.js plays the address. Names of its events and errors: its own API documentation, version 1.8.

import { behind, newest } from './element.js';
import { failure } from './failure.js';

/** Its default of statisticsInfoReportInterval. */
const REPORT_MS = 600;

/** Exactly at the end nothing is buffered, and mpegts.js would throw away what there is: so far before it, as its own latency chaser. */
const REMAIN_SECONDS = 0.5;

/** The buffer has grown by so much when what comes in goes on where the picture is. */
const GROWTH_SECONDS = 1;

/** Of its ErrorDetails; flv.js has the same. */
const STATUS = 'HttpStatusCodeInvalid';
const CODEC = 'CodecUnsupported';
const MEDIA_SOURCE = 'MediaMSEError';

/** DOMException.NOT_SUPPORTED_ERR: of what mpegts.js calls in Media Source, addSourceBuffer() alone throws it. */
const NOT_SUPPORTED = 9;

/**
 * Where a player keeps the request for its stream. In Chromium its destroy() leaves that open until another byte comes (abort() of
 * src/io/fetch-stream-loader.js, 1.8.2): after a silent stall never, and a browser opens only six connections to a host.
 */
const REQUEST = ['_player_engine', '_transmuxer', '_controller', '_ioctl', '_loader', '_abortController'];

/** @type {import('./index.js').EngineKind} */
export const mpegts = {
  accepts: (library) => typeof library.createPlayer === 'function' && typeof library.isSupported === 'function',

  attach(video, { url, library, settings, live }, report) {
    const { Events } = library;
    const player = library.createPlayer({ type: container(url), isLive: live, url }, settings);
    const end = () => newest(video.buffered);
    /** Where the buffer ended when the publisher began anew in this connection: its timestamps may lie elsewhere, and then no byte of it is shown. */
    let anewAt = null;
    let described = false;
    if (Events.SCRIPTDATA_ARRIVED) {
      player.on(Events.SCRIPTDATA_ARRIVED, (script) => {
        if (!/onMetaData/.test(JSON.stringify(script))) return;
        if (described) anewAt = end();
        described = true;
      });
    }
    // KiB a second, of the last second.
    player.on(Events.STATISTICS_INFO, (news) => {
      if (anewAt !== null && !(end() < anewAt + GROWTH_SECONDS)) anewAt = null;
      if (anewAt !== null) return;
      const { speed } = Object(news);
      const bytes = Math.round(speed * 1024 * ((settings.statisticsInfoReportInterval || REPORT_MS) / 1000));
      if (bytes > 0 && bytes < Infinity) report({ name: 'data', bytes });
    });
    player.on(Events.ERROR, (type, detail, info) => {
      // Elsewhere the code is one of an exception.
      const status = detail === STATUS ? info && info.code : undefined;
      report(failure(detail, status, isCodec(detail, info)));
    });
    // A live stream that ends properly is no error to it; a recording has been loaded, not watched.
    player.on(Events.LOADING_COMPLETE, () => { if (live) report({ name: 'ended' }); });
    player.attachMediaElement(video);
    player.load();
    return {
      // No restart: unload() and load() keep the SourceBuffers, which fit only what the encoder sent before.
      edge: () => (end() === null ? null : end() - REMAIN_SECONDS),
      behind: () => behind(video, end()),
      destroy() {
        const request = REQUEST.reduce((part, name) => part && part[name], player);
        player.destroy();
        if (request) request.abort();
      },
    };
  },
};

function isCodec(detail, info) {
  if (detail === CODEC) return true;
  return detail === MEDIA_SOURCE && Boolean(info) && (info.code === NOT_SUPPORTED || /addSourceBuffer/.test(info.msg));
}

/** What mpegts.js wants to be told of an address. */
function container(url) {
  const [, suffix] = /\.(\w+)$/.exec(url.split(/[?#]/)[0]) || [];
  return { ts: 'mpegts', m2ts: 'mpegts', mp4: 'mp4' }[suffix] || 'flv';
}
