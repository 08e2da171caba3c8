// A <video> that the browser itself, hls.js or mpegts.js plays: what they say as events, and the commands as their calls.

import { inspect, issue, SUPERVISED_OPTIONS } from '../../core/arguments.js';
import { supervise, supervisorFor, surface } from '../supervised.js';

const MEDIA_ERRORS = ['', 'MEDIA_ERR_ABORTED', 'MEDIA_ERR_NETWORK', 'MEDIA_ERR_DECODE', 'MEDIA_ERR_SRC_NOT_SUPPORTED'];
const HLS_TYPE = 'application/vnd.apple.mpegurl';

const HAVE_CURRENT_DATA = 2;
const CODE_CHARS = 64;

const VIDEO = { play: 'function', load: 'function', addEventListener: 'function', ownerDocument: 'object' };
/** A library is a class or an object; `settings` goes to it as it is. */
const OPTIONS = Object.assign({ engine: 'string?', library: 'any?', settings: 'object?' }, SUPERVISED_OPTIONS);
const LIBRARIES = {
  hls: (library) => typeof library === 'function' && typeof library.isSupported === 'function',
  mpegts: (library) => typeof library.createPlayer === 'function' && typeof library.isSupported === 'function',
};

const NO_MEDIA_SOURCE = {
  zh: '该浏览器没有 Media Source,无法用 mpegts.js 播放,请改用 HLS 地址',
  en: 'needs Media Source, which this browser lacks: use an HLS address',
};

/**
 * @typedef {object} Engine one attachment of a player to the <video>; the caller has the element play afterwards
 * @property {() => void} restart connects anew with the same address
 * @property {() => void} destroy
 *
 * @typedef {object} Source
 * @property {string} url
 * @property {any} library
 * @property {object} settings what the page wants of the library
 * @property {boolean} live
 */

/** @type {Record<string, (video: HTMLVideoElement, source: Source, report: (event: object) => void) => Engine>} */
const ENGINES = {
  native(video, { url }) {
    video.src = url;
    return {
      restart: () => video.load(),
      destroy() {
        video.removeAttribute('src');
        video.load();
      },
    };
  },

  hls(video, { url, library, settings }, report) {
    const hls = new library(settings);
    // What is not fatal it is still trying to mend by itself.
    hls.on(library.Events.ERROR, (name, { fatal, details, response }) => {
      if (fatal) report(failure(details, response && response.code));
    });
    hls.loadSource(url);
    hls.attachMedia(video);
    return {
      // startLoad() would go on with the playlist it has, also where that has ended, or was never got.
      restart: () => hls.loadSource(url),
      destroy: () => hls.destroy(),
    };
  },

  mpegts(video, { url, library, settings, live }, report) {
    const player = library.createPlayer({ type: container(url), isLive: live, url }, settings);
    player.on(library.Events.ERROR, (type, detail, info) => {
      // Elsewhere the code is one of an exception.
      const status = detail === library.ErrorDetails.NETWORK_STATUS_CODE_INVALID ? info && info.code : undefined;
      report(failure(detail, status));
    });
    // A live stream that ends properly is no error to it; a recording has been loaded, not watched.
    player.on(library.Events.LOADING_COMPLETE, () => { if (live) report({ name: 'ended' }); });
    player.attachMediaElement(video);
    player.load();
    return {
      restart() {
        player.unload();
        player.load();
      },
      destroy: () => player.destroy(),
    };
  },
};

/**
 * @param {HTMLVideoElement} video
 * @param {import('../../../pkg/playward/index.js').SupervisedOptions & { engine?: string, library?: any, settings?: object }} options
 */
export function superviseVideo(video, options) {
  const supervisor = supervisorFor(options, [...inspect(video, 'video', VIDEO), ...problems(options)]);

  const { library, settings, policy } = options;
  const attach = ENGINES[engineFor(video, options)];
  const live = !(policy && policy.live === false);
  const page = video.ownerDocument;
  const browser = page.defaultView;

  let run;
  let url = '';
  /** @type {Engine | null} */
  let engine = null;
  /** Whose words the player's are now. */
  let generation = 0;
  /** The element stands still because the user, or the browser in the user's name, wants it to. */
  let paused = false;
  /** The engine has said its last word: going on needs a new connection. */
  let spent = false;
  /** Where a recording goes on after an outage, seconds. */
  let position = 0;

  function report(event) {
    if (!engine) return;
    if (event.name === 'error' || event.name === 'ended') spent = true;
    run.dispatch(Object.assign({ type: 'media', generation }, event));
  }

  function pausedByUser() {
    paused = true;
    run.dispatch({ type: 'pause' });
  }

  function playElement() {
    const own = generation;
    paused = false;
    const playing = video.play();
    if (!playing) return;
    playing.catch((refusal) => {
      // The browser wants a click first: no outage, and nothing that trying again would mend.
      if (refusal.name === 'NotAllowedError' && engine && own === generation) pausedByUser();
    });
  }

  function disconnect() {
    const old = engine;
    engine = null;
    try {
      if (old) old.destroy();
    } catch (error) {
      surface(error);
    }
  }

  function connect() {
    disconnect();
    let current = true;
    // It may speak before it is made, and after its end.
    const said = (event) => { if (current) report(event); };
    engine = { restart() {}, destroy() { current = false; } };
    const attached = attach(video, { url, library, settings: settings || {}, live }, said);
    engine = {
      restart: attached.restart,
      destroy() {
        current = false;
        attached.destroy();
      },
    };
  }

  /** Begins a generation. An engine that throws is an engine that failed. */
  function begin(step) {
    generation = run.generation;
    spent = false;
    try {
      step();
      playElement();
    } catch (error) {
      report(failure(error && error.name));
    }
  }

  const reconnect = () => begin(connect);

  const heard = {
    loadstart: () => report({ name: 'loading' }),
    playing: () => report({ name: 'playing' }),
    waiting: () => report({ name: 'waiting' }),
    ended: () => report({ name: 'ended' }),
    error: () => { if (video.error) report(failure(MEDIA_ERRORS[video.error.code])); },
    loadedmetadata: () => { if (!live && position > 0) video.currentTime = position; },
    timeupdate() {
      if (video.paused || video.seeking || video.readyState < HAVE_CURRENT_DATA) return;
      position = video.currentTime;
      report({ name: 'progress', position });
    },
    pause() {
      // A seek, an end and an error pause the element too; a restart has it play again before this is heard.
      if (engine && !paused && video.paused && !video.ended && !video.seeking && !video.error) pausedByUser();
    },
    play() {
      if (video.paused) return;
      if (paused) {
        paused = false;
        run.dispatch({ type: 'resume' });
      } else if (url && (!engine || (spent && video.ended))) {
        handle.play();
      }
    },
  };
  const visibility = () => run.dispatch({ type: page.visibilityState === 'hidden' ? 'hide' : 'show' });
  const network = ({ type }) => run.dispatch({ type });
  const silence = [
    listen(video, heard),
    listen(page, { visibilitychange: visibility }),
    listen(browser, { offline: network, online: network }),
  ];

  const { handle, dispatch } = supervise(supervisor, options, (given) => {
    run = given;
    return {
      load(address) {
        if (recorded(address) !== recorded(url)) position = 0;
        url = address;
        reconnect();
      },
      play() {
        // What was seen to its end begins anew.
        if (video.ended) position = 0;
        if (engine && !spent) begin(() => {});
        else reconnect();
      },
      // A soft start of a recording would begin it anew.
      restart: () => (engine && live ? begin(engine.restart) : reconnect()),
      recreate: reconnect,
      stop() {
        video.pause();
        disconnect();
      },
      dispose() {
        for (const end of silence) end();
        disconnect();
      },
    };
  });

  // Nothing announces how the page was opened.
  if (page.visibilityState === 'hidden') visibility();
  if (browser.navigator.onLine === false) dispatch({ type: 'offline' });

  return Object.assign(handle, {
    /** For what the page knows and the browser does not say, such as an app that lays its web view aside. */
    dispatch,
  });
}

/** @param {any} options @returns {import('../../../pkg/playward/index.js').Issue[]} */
function problems(options) {
  const issues = inspect(options, 'options', OPTIONS, true);
  const { engine, library } = Object(options);
  const name = engine || guess(library);
  if (typeof name !== 'string' || name === 'native') return issues;
  if (!Object.keys(ENGINES).includes(name)) issues.push(issue('not_allowed', 'engine'));
  else if (!library) issues.push(issue('missing_field', 'library'));
  else if (!LIBRARIES[name](library)) issues.push(issue('wrong_type', 'library'));
  else if (name === 'mpegts' && !library.isSupported()) issues.push({ code: 'not_allowed', field: 'engine', message: NO_MEDIA_SOURCE });
  return issues;
}

function guess(library) {
  return !library ? 'native' : typeof library === 'function' ? 'hls' : 'mpegts';
}

/** An iPhone may lack what hls.js needs; it plays HLS by itself. */
function engineFor(video, { engine, library }) {
  const name = engine || guess(library);
  return name === 'hls' && !library.isSupported() && video.canPlayType(HLS_TYPE) ? 'native' : name;
}

/** @param {unknown} code @param {unknown} [status] */
function failure(code, status) {
  const event = { name: 'error', code: String(code || 'unknown').replace(/[^\w.:-]/g, '_').slice(0, CODE_CHARS) };
  return Number.isInteger(status) && status >= 100 && status < 600 ? Object.assign(event, { httpStatus: status }) : event;
}

function withoutQuery(url) {
  return url.split(/[?#]/)[0];
}

/** Baijiayun signs in the path. */
const SIGNATURE = /\/[0-9a-f]{32}\/[0-9a-f]{8}\//i;

/** Which recording that is, and from where: EZVIZ's addresses say where they begin; no signature counts. */
function recorded(url) {
  const [, begin] = /[?&]begin=(\w+)/.exec(url) || [];
  return [withoutQuery(url).replace(SIGNATURE, '/'), begin].join();
}

/** What mpegts.js wants to be told of an address. */
function container(url) {
  const [, suffix] = /\.(\w+)$/.exec(withoutQuery(url)) || [];
  return { ts: 'mpegts', m2ts: 'mpegts', mp4: 'mp4' }[suffix] || 'flv';
}

/** @param {EventTarget} target @param {Record<string, (event: any) => void>} listeners @returns {() => void} ends it */
function listen(target, listeners) {
  const names = Object.keys(listeners);
  for (const name of names) target.addEventListener(name, listeners[name]);
  return () => { for (const name of names) target.removeEventListener(name, listeners[name]); };
}
