// A <video> that the browser itself, hls.js or mpegts.js plays: what they say as events, and the commands as their calls.

import { inspect, issue, SUPERVISED_OPTIONS } from '../../core/arguments.js';
import { attempt, heed } from '../player.js';
import { supervise, supervisorFor } from '../supervised.js';
import { listen, pictures } from './element.js';
import { failure } from './failure.js';
import { hls } from './hls.js';
import { mpegts } from './mpegts.js';
import { native } from './native.js';

const MEDIA_ERRORS = ['', 'MEDIA_ERR_ABORTED', 'MEDIA_ERR_NETWORK', 'MEDIA_ERR_DECODE', 'MEDIA_ERR_SRC_NOT_SUPPORTED'];
const HLS_TYPE = 'application/vnd.apple.mpegurl';

const HAVE_CURRENT_DATA = 2;

/** A seek that lands so near to where we sent the element, in seconds, is ours: browsers round. */
const SAME_PLACE = 0.5;

const VIDEO = { play: 'function', load: 'function', addEventListener: 'function', ownerDocument: 'object' };
/** A library is a class or an object; `settings` goes to it as it is. */
const OPTIONS = Object.assign({ engine: 'string?', library: 'any?', settings: 'object?' }, SUPERVISED_OPTIONS);

const NO_MEDIA_SOURCE = {
  zh: '该浏览器没有 Media Source,无法用 mpegts.js 播放,请改用 HLS 地址',
  en: 'needs Media Source, which this browser lacks: use an HLS address',
};

/**
 * @typedef {object} EngineKind
 * @property {(library: any) => boolean} [accepts] whether that is its library
 * @property {(video: HTMLVideoElement, source: Source, report: (event: object) => void) => Engine} attach the caller has the element play afterwards
 *
 * @typedef {object} Engine one attachment of a player to the <video>
 * @property {() => void} [restart] connects anew with the same address; an engine without it has to be made anew
 * @property {() => number | null} edge where the live picture is newest and can be played, seconds
 * @property {() => number | null} behind how far the picture is behind the newest moment, seconds
 * @property {() => void} destroy
 *
 * @typedef {object} Source
 * @property {string} url
 * @property {any} library
 * @property {object} settings what the page wants of the library
 * @property {boolean} live
 */

/** @type {Record<string, EngineKind>} */
const ENGINES = { native, hls, mpegts };

/** An engine that is being made, or could not be. */
const UNATTACHED = { edge: () => null, behind: () => null };

/**
 * @param {HTMLVideoElement} video
 * @param {import('../../../pkg/playward/index.js').SupervisedOptions & { engine?: string, library?: any, settings?: object }} options
 */
export function superviseVideo(video, options) {
  const supervisor = supervisorFor(options, [...inspect(video, 'video', VIDEO), ...problems(options)]);

  const { library, settings, policy } = options;
  const { attach } = ENGINES[engineFor(video, options)];
  const live = !(policy && policy.live === false);
  // One out of a template belongs to a document without a window until it is laid into the page.
  const page = video.ownerDocument.defaultView ? video.ownerDocument : document;
  const browser = page.defaultView;
  const shown = pictures(video);

  let run;
  let url = '';
  /** @type {Engine | null} */
  let engine = null;
  /** Whose words the player's are now. */
  let generation = 0;
  /** The element stands still because somebody wants it to, and the core knows. */
  let paused = false;
  /** The last word of the engine, 'error' or 'ended': going on needs a new connection. */
  let spent = '';
  /** Where a recording goes on once the element can be sent there, seconds. */
  let startAt = 0;
  /** Where the element's own time begins in the recording, seconds. */
  let begins = 0;
  /** Where we have sent the element ourselves; null: nowhere. @type {number | null} */
  let sentTo = null;

  function report(event) {
    if (!engine) return;
    if (event.name === 'error' || event.name === 'ended') spent = event.name;
    heed(() => run.dispatch(Object.assign({ type: 'media', generation }, event)));
  }

  /** @param {'user' | 'policy'} [by] absent: nobody knows who */
  function tellPause(by) {
    paused = true;
    run.dispatch(by ? { type: 'pause', by } : { type: 'pause' });
  }

  function playElement() {
    const own = generation;
    paused = false;
    // Not every browser promises anything.
    Promise.resolve(video.play()).catch((refusal) => {
      // The browser wants a touch first: no outage, and nothing that trying again would mend.
      if (refusal && refusal.name === 'NotAllowedError' && engine && own === generation) tellPause('policy');
    });
  }

  function sendTo(position) {
    sentTo = position;
    attempt(() => { video.currentTime = position; });
  }

  function disconnect() {
    const old = engine;
    engine = null;
    if (old) attempt(() => old.destroy());
  }

  function connect() {
    disconnect();
    let current = true;
    // It may speak before it is made, and after its end.
    const said = (event) => { if (current) report(event); };
    engine = Object.assign({ destroy() { current = false; } }, UNATTACHED);
    const attached = attach(video, { url, library, settings: settings || {}, live }, said);
    engine = Object.assign({}, attached, {
      destroy() {
        current = false;
        attached.destroy();
      },
    });
  }

  /** Begins a generation. An engine that throws is an engine that failed. */
  function begin(step) {
    generation = run.generation;
    spent = '';
    try {
      step();
      playElement();
    } catch (error) {
      report(failure(error && error.name));
    }
  }

  function reconnect(position) {
    startAt = position || 0;
    begins = 0;
    sentTo = null;
    begin(connect);
  }

  function progress() {
    const event = { name: 'progress', position: begins + video.currentTime };
    const frames = shown.count();
    if (frames >= 0) event.frames = frames;
    const behind = live ? engine.behind() : null;
    if (Number.isFinite(behind)) event.behindMs = Math.round(behind * 1000);
    if (!live && video.duration >= 0 && video.duration < Infinity) event.duration = begins + video.duration;
    return event;
  }

  const floating = (on) => run.dispatch({ type: 'floating', on });

  const heard = {
    loadstart: () => report({ name: 'loading' }),
    playing: () => report({ name: 'playing' }),
    waiting: () => report({ name: 'waiting' }),
    ended: () => report({ name: 'ended' }),
    error: () => { if (video.error) report(failure(MEDIA_ERRORS[video.error.code])); },
    loadedmetadata() {
      // A stream without an end cannot be sent anywhere: its address was asked for from there on.
      if (video.duration === Infinity) begins = startAt;
      else if (startAt > 0) sendTo(startAt);
      startAt = 0;
    },
    timeupdate() {
      if (!engine || video.paused || video.seeking || video.readyState < HAVE_CURRENT_DATA) return;
      report(progress());
    },
    seeking() {
      const position = video.currentTime;
      const ours = sentTo !== null && Math.abs(position - sentTo) <= SAME_PLACE;
      sentTo = null;
      if (engine && !live && !ours) heed(() => run.dispatch({ type: 'seek', position: begins + position }));
    },
    pause() {
      // A seek, an end and an error pause the element too; a restart has it play again before this is heard.
      if (engine && !paused && video.paused && !video.ended && !video.seeking && !video.error) tellPause();
    },
    play() {
      if (video.paused) return;
      if (paused) {
        paused = false;
        run.dispatch({ type: 'resume' });
      } else if (url && (!engine || spent === 'ended')) {
        handle.play();
      }
    },
    enterpictureinpicture: () => floating(true),
    leavepictureinpicture: () => floating(false),
  };
  const visibility = () => run.dispatch({ type: page.visibilityState === 'hidden' ? 'hide' : 'show' });
  const network = ({ type }) => run.dispatch({ type });
  const silence = [
    listen(video, heard),
    listen(page, { visibilitychange: visibility }),
    listen(browser, { offline: network, online: network }),
  ];

  const { handle, dispatch, refuseClosed } = supervise(supervisor, options, (given) => {
    run = given;
    return {
      load(address, position) {
        url = address;
        reconnect(position);
      },
      // An element that only goes on is where it has to be.
      play: (position) => (engine && !spent ? begin(() => {}) : reconnect(position)),
      // A soft start of a recording would begin it anew.
      restart: (position) => (engine && engine.restart && live ? begin(engine.restart) : reconnect(position)),
      recreate: reconnect,
      catchUp() {
        const edge = engine && !spent ? engine.edge() : null;
        if (!Number.isFinite(edge)) reconnect();
        else if (edge > video.currentTime) sendTo(edge);
      },
      stop() {
        attempt(() => video.pause());
        disconnect();
      },
      dispose() {
        for (const end of silence) end();
        shown.stop();
        disconnect();
      },
    };
  });

  // Nothing announces how the page was opened.
  // In a shadow root, its document names the element around it.
  const { pictureInPictureElement } = video.getRootNode ? video.getRootNode() : page;
  if (pictureInPictureElement === video) floating(true);
  if (page.visibilityState === 'hidden') visibility();
  if (browser.navigator.onLine === false) dispatch({ type: 'offline' });

  return Object.assign(handle, {
    /** For what the page knows and the browser does not say, such as an app that lays its web view aside. */
    dispatch,
    /** For a page with a pause button of its own: nothing tells a pause that the user wants from one that the system makes. */
    pause() {
      refuseClosed();
      tellPause('user');
      attempt(() => video.pause());
    },
    resume() {
      refuseClosed();
      if (engine && !spent) attempt(playElement);
      paused = false;
      dispatch({ type: 'resume' });
    },
  });
}

/** @param {any} options @returns {import('../../../pkg/playward/index.js').Issue[]} */
function problems(options) {
  const issues = inspect(options, 'options', OPTIONS, true);
  // There is none, or it throws when it is read.
  if (issues.some(({ field }) => field === 'options')) return issues;
  const { engine, library } = options;
  const name = engine || guess(library);
  if (typeof name !== 'string' || name === 'native') return issues;
  if (!Object.keys(ENGINES).includes(name)) issues.push(issue('not_allowed', 'engine'));
  else if (!library) issues.push(issue('missing_field', 'library'));
  else {
    try {
      if (!ENGINES[name].accepts(library)) issues.push(issue('wrong_type', 'library'));
      else if (!library.isSupported() && name === 'mpegts') issues.push({ code: 'not_allowed', field: 'engine', message: NO_MEDIA_SOURCE });
    } catch (error) {
      issues.push(issue('wrong_type', 'library'));
    }
  }
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
