// superviseVideo with a scripted core: what a <video> and its libraries say as events, and what the commands do to them.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { FakeHls, fakeMpegts, FakeVideo, settled, upTo } from './fake-video.mjs';
import { bundleScripted } from './weixin/scripted.mjs';

const bundle = await bundleScripted("export { superviseVideo } from './js/supervise/video/index.js';\nexport { PlaywardError } from './js/core/error.js';", 'esm');
const { superviseVideo, PlaywardError, core } = await import(`data:text/javascript;base64,${Buffer.from(bundle).toString('base64')}`);

const ADDRESS = 'https://example.test/live/1.flv?sign=a';

let video;
let live;
let libraries;

const events = () => core.events.map((event) => ({ ...event }));
const last = () => events().pop();
/** What was dispatched while that ran. */
const during = async (run) => {
  const before = core.events.length;
  await run();
  await settled();
  return events().slice(before);
};
/** The next event leads to these commands; the event itself does not matter. */
const command = (...commands) => {
  core.script.decide = () => {
    core.script.decide = () => ({});
    return { commands };
  };
  live.dispatch({ type: 'wake' });
  return settled();
};
const load = (url = ADDRESS) => command({ type: 'load', url });
const open = (options = {}) => {
  live = superviseVideo(video, { fetchAddress: () => Promise.resolve({ url: ADDRESS }), ...options });
};
const engines = {
  native: () => open(),
  hls: () => open({ library: libraries.Hls }),
  mpegts: () => open({ library: libraries.mpegts }),
};

beforeEach(() => {
  core.events.length = 0;
  core.script.decide = () => ({});
  video = new FakeVideo();
  libraries = { Hls: class extends FakeHls {}, mpegts: fakeMpegts() };
  libraries.Hls.made = [];
});
afterEach(() => {
  if (live) live.close();
  live = null;
});

describe('commands', () => {
  test('native: load, restart, recreate, stop', async () => {
    engines.native();
    await load();
    assert.deepEqual(video.takeCalls(), [`src ${ADDRESS}`, 'play']);
    await command({ type: 'restart' });
    assert.deepEqual(video.takeCalls(), ['load', 'play']);
    await command({ type: 'recreate' });
    assert.deepEqual(video.takeCalls(), ['no src', 'load', `src ${ADDRESS}`, 'play']);
    await command({ type: 'stop' });
    assert.deepEqual(video.takeCalls(), ['pause', 'no src', 'load']);
    await command({ type: 'play' });
    assert.deepEqual(video.takeCalls(), [`src ${ADDRESS}`, 'play']);
  });

  test('hls.js: load, restart, recreate, stop', async () => {
    engines.hls();
    await load();
    const [first] = libraries.Hls.made;
    assert.deepEqual(first.calls, [`loadSource ${ADDRESS}`, 'attachMedia']);
    assert.deepEqual(video.takeCalls(), ['play']);
    await command({ type: 'restart' });
    assert.deepEqual(first.calls.slice(2), [`loadSource ${ADDRESS}`]);
    assert.deepEqual(video.takeCalls(), ['play']);
    await command({ type: 'recreate' });
    assert.deepEqual(first.calls.slice(3), ['destroy']);
    assert.equal(libraries.Hls.made.length, 2);
    await command({ type: 'stop' });
    assert.equal(libraries.Hls.made[1].calls.pop(), 'destroy');
  });

  test('mpegts.js: load, restart, recreate, stop', async () => {
    engines.mpegts();
    await load();
    const [first] = libraries.mpegts.made;
    assert.deepEqual(first.source, { type: 'flv', isLive: true, url: ADDRESS });
    assert.deepEqual(first.calls, ['attachMediaElement', 'load']);
    // unload() and load() would keep SourceBuffers that fit only what the encoder sent before.
    await command({ type: 'restart' });
    assert.deepEqual(first.calls.slice(2), ['destroy']);
    assert.equal(libraries.mpegts.made.length, 2);
    await command({ type: 'recreate' });
    assert.deepEqual(libraries.mpegts.made[1].calls, ['attachMediaElement', 'load', 'destroy']);
    await command({ type: 'stop' });
    assert.equal(libraries.mpegts.made[2].calls.pop(), 'destroy');
  });

  test('mpegts.js: the request of a player that is gone is gone', async () => {
    engines.mpegts();
    await load();
    const [player] = libraries.mpegts.made;
    player._player_engine = { _transmuxer: { _controller: { _ioctl: { _loader: { _abortController: { abort: () => player.calls.push('abort') } } } } } };
    await command({ type: 'stop' });
    // Before its end it would take that for an error.
    assert.deepEqual(player.calls.slice(-2), ['destroy', 'abort']);
  });

  test('mpegts.js is told what the address holds', async () => {
    engines.mpegts();
    for (const url of ['wss://example.test/1.flv', 'https://example.test/1.ts?a=b.mp4', 'https://example.test/1.mp4#t', 'https://example.test/1']) await load(url);
    assert.deepEqual(libraries.mpegts.made.map(({ source }) => source.type), ['flv', 'mpegts', 'mp4', 'flv']);
  });

  test('catchUp: to where each engine says that it is live, in the same generation', async () => {
    engines.native();
    await load();
    [video.currentTime, video.seekable, video.buffered] = [10, upTo(50), upTo(40)];
    video.takeCalls();
    await command({ type: 'catchUp' });
    assert.equal(video.currentTime, 50);
    live.close();

    engines.hls();
    await load();
    video.currentTime = 10;
    libraries.Hls.made[0].liveSyncPosition = 44;
    await command({ type: 'catchUp' });
    assert.equal(video.currentTime, 44);
    // Never back.
    libraries.Hls.made[0].liveSyncPosition = 40;
    await command({ type: 'catchUp' });
    assert.equal(video.currentTime, 44);
    live.close();

    engines.mpegts();
    await load();
    [video.currentTime, video.buffered] = [10, upTo(50)];
    video.takeCalls();
    const said = await during(() => command({ type: 'catchUp' }));
    // Inside of what is buffered: exactly at its end mpegts.js would throw all of it away.
    assert.equal(video.currentTime, 49.5);
    assert.deepEqual(video.takeCalls(), []);
    assert.deepEqual(said.map(({ type }) => type), ['wake']);
    assert.deepEqual(await during(() => video.fire('playing')), [{ type: 'media', name: 'playing', generation: 1 }]);
  });

  test('catchUp: an engine that does not know where that is connects anew, in the same generation', async () => {
    engines.mpegts();
    await load();
    await command({ type: 'catchUp' });
    assert.equal(libraries.mpegts.made.length, 2);
    assert.deepEqual(await during(() => video.fire('playing')), [{ type: 'media', name: 'playing', generation: 1 }]);
  });

  for (const [what, edge] of [['nothing', undefined], ['no number', NaN]]) {
    test(`catchUp: hls.js that says ${what} connects anew too`, async () => {
      engines.hls();
      await load();
      libraries.Hls.made[0].liveSyncPosition = edge;
      await command({ type: 'catchUp' });
      assert.equal(libraries.Hls.made.length, 2);
    });
  }

  test('settings go to the library', async () => {
    open({ library: libraries.Hls, settings: { lowLatencyMode: false } });
    await load();
    assert.deepEqual(libraries.Hls.made[0].settings, { lowLatencyMode: false });
  });

  test('play goes on with an engine that lives, and connects anew with one that said its last word', async () => {
    engines.mpegts();
    await load();
    video.takeCalls();
    await command({ type: 'play' });
    assert.deepEqual(video.takeCalls(), ['play']);
    libraries.mpegts.made[0].say('error', 'NetworkError', 'Exception', { code: -1 });
    await command({ type: 'play' });
    assert.equal(libraries.mpegts.made.length, 2);
  });

  test('an engine that throws is an engine that failed', async () => {
    engines.mpegts();
    libraries.mpegts.refuse = new RangeError('no');
    const said = await during(() => load());
    assert.deepEqual(said.pop(), { type: 'media', name: 'error', code: 'RangeError', generation: 1 });
    libraries.mpegts.refuse = null;
    await command({ type: 'recreate' });
    assert.equal(libraries.mpegts.made.length, 1);
  });

  test('what an element throws stops nothing', async (context) => {
    const warned = context.mock.method(process, 'emitWarning', () => {});
    engines.hls();
    await load();
    for (const name of ['pause', 'play']) video[name] = () => { throw new TypeError(name); };
    Object.defineProperty(video, 'currentTime', { get: () => 10, set() { throw new Error('InvalidStateError'); } });
    libraries.Hls.made[0].liveSyncPosition = 50;
    await command({ type: 'catchUp' });
    assert.deepEqual(await during(() => live.pause()), [{ type: 'pause', by: 'user' }]);
    assert.deepEqual(await during(() => live.resume()), [{ type: 'resume' }]);
    await command({ type: 'stop' });
    assert.equal(libraries.Hls.made[0].calls.pop(), 'destroy');
    assert.deepEqual(warned.mock.calls.map(({ arguments: [error] }) => error.message), ['InvalidStateError', 'pause', 'play', 'pause']);
  });

  test('an element out of a template belongs to the page that it will be laid into', async (context) => {
    const { ownerDocument: page } = video;
    video.ownerDocument = { defaultView: null };
    globalThis.document = page;
    context.after(() => { delete globalThis.document; });
    engines.native();
    page.visibilityState = 'hidden';
    page.fire('visibilitychange');
    assert.deepEqual(last(), { type: 'hide' });
  });

  test('after close() the element is the page\'s own again', async () => {
    engines.native();
    await load();
    live.close();
    video.takeCalls();
    for (const name of ['play', 'stop', 'pause', 'resume']) assert.throws(() => live[name](), (error) => error instanceof PlaywardError && error.code === 'closed', name);
    assert.deepEqual(video.takeCalls(), []);
  });

  test('close() destroys the engine and forgets every listener', async () => {
    engines.hls();
    await load();
    assert.ok(video.listenerCount() > 0);
    live.close();
    assert.equal(libraries.Hls.made[0].calls.pop(), 'destroy');
    assert.equal(video.listenerCount() + video.ownerDocument.listenerCount() + video.ownerDocument.defaultView.listenerCount(), 0);
    live.close();
  });
});

describe('what the element says', () => {
  beforeEach(async () => {
    engines.native();
    await load();
  });

  for (const [name, as] of [['loadstart', 'loading'], ['playing', 'playing'], ['waiting', 'waiting'], ['ended', 'ended']]) {
    test(name, async () => {
      assert.deepEqual(await during(() => video.fire(name)), [{ type: 'media', name: as, generation: 1 }]);
    });
  }

  test('timeupdate is progress, with its position and generation', async () => {
    video.currentTime = 1.5;
    assert.deepEqual(await during(() => video.fire('timeupdate')), [{ type: 'media', name: 'progress', position: 1.5, generation: 1 }]);
    await command({ type: 'restart' });
    video.currentTime = 0.2;
    assert.deepEqual(await during(() => video.fire('timeupdate')), [{ type: 'media', name: 'progress', position: 0.2, generation: 2 }]);
  });

  for (const [why, state] of [['paused', { paused: true }], ['seeking', { seeking: true }], ['without a picture', { readyState: 1 }]]) {
    test(`no progress while ${why}`, async () => {
      Object.assign(video, state);
      assert.deepEqual(await during(() => video.fire('timeupdate')), []);
    });
  }

  test('an error by its name; without one there is none', async () => {
    assert.deepEqual(await during(() => video.fire('error')), []);
    video.error = { code: 3 };
    assert.deepEqual(await during(() => video.fire('error')), [{ type: 'media', name: 'error', code: 'MEDIA_ERR_DECODE', generation: 1 }]);
  });

  test('after stop and after close it is not heard', async () => {
    await command({ type: 'stop' });
    assert.deepEqual(await during(() => video.fire('ended')), []);
    live.close();
    assert.deepEqual(await during(() => video.fire('ended')), []);
  });
});

describe('progress', () => {
  const progress = async () => (await during(() => video.fire('timeupdate')))[0];

  test('brings the pictures that were shown', async () => {
    video.getVideoPlaybackQuality = () => ({ totalVideoFrames: 75 });
    engines.native();
    await load();
    assert.equal((await progress()).frames, 75);
  });

  test('counts them where the browser does not', async () => {
    let next;
    video.requestVideoFrameCallback = (callback) => { next = callback; return 7; };
    video.cancelVideoFrameCallback = (id) => { video.calls.push(`cancel ${id}`); };
    engines.native();
    await load();
    assert.equal((await progress()).frames, 0);
    next();
    next();
    assert.equal((await progress()).frames, 2);
    live.close();
    assert.ok(video.takeCalls().includes('cancel 7'));
  });

  for (const quality of [null, {}, { totalVideoFrames: NaN }, { totalVideoFrames: -1 }]) {
    test(`a count of pictures that is none leaves the rest: ${JSON.stringify(quality)}`, async () => {
      video.getVideoPlaybackQuality = () => quality;
      engines.native();
      await load();
      assert.deepEqual(await progress(), { type: 'media', name: 'progress', position: 0, generation: 1 });
    });
  }

  for (const latency of [Infinity, NaN, '5', null]) {
    test(`hls.js: a distance that is none leaves the rest: ${latency}`, async () => {
      engines.hls();
      await load();
      libraries.Hls.made[0].latency = latency;
      assert.deepEqual(await progress(), { type: 'media', name: 'progress', position: 0, generation: 1 });
    });
  }

  test('what the core cannot read is no fault of the page', async () => {
    engines.native();
    await load();
    core.script.decide = () => { throw new PlaywardError('invalid_params', [], 'no'); };
    video.fire('timeupdate');
    core.script.decide = () => { throw new PlaywardError('internal', [], 'no'); };
    assert.throws(() => video.fire('timeupdate'), { code: 'internal' });
  });

  test('brings how far behind it is, as each engine knows it', async () => {
    engines.native();
    await load();
    video.currentTime = 10;
    assert.deepEqual(await progress(), { type: 'media', name: 'progress', position: 10, generation: 1 });
    [video.seekable, video.buffered] = [upTo(14.5), upTo(12)];
    assert.equal((await progress()).behindMs, 4500);
    [video.seekable, video.buffered] = [upTo(0), upTo(9)];
    assert.equal((await progress()).behindMs, 0);
    video.seekable = upTo(Infinity);
    video.buffered = upTo(12);
    assert.equal((await progress()).behindMs, 2000);
    live.close();

    engines.hls();
    await load();
    assert.equal((await progress()).behindMs, undefined);
    libraries.Hls.made[0].latency = 6.0004;
    assert.equal((await progress()).behindMs, 6000);
    // The playlist has begun anew.
    libraries.Hls.made[0].latency = -12.5;
    assert.equal((await progress()).behindMs, undefined);
    live.close();

    engines.mpegts();
    await load();
    [video.currentTime, video.seekable, video.buffered] = [10, upTo(99), upTo(51)];
    assert.equal((await progress()).behindMs, 41000);
  });

  test('of a recording brings its duration, and nothing of a live edge', async () => {
    open({ policy: { live: false } });
    await load();
    [video.currentTime, video.seekable] = [10, upTo(600)];
    assert.equal((await progress()).duration, undefined);
    video.duration = 600;
    assert.deepEqual(await progress(), { type: 'media', name: 'progress', position: 10, duration: 600, generation: 1 });
  });
});

describe('what the libraries say', () => {
  test('native: bytes came in', async () => {
    engines.native();
    await load();
    assert.deepEqual(await during(() => video.fire('progress')), [{ type: 'media', name: 'data', generation: 1 }]);
    await command({ type: 'stop' });
    assert.deepEqual(await during(() => video.fire('progress')), []);
  });

  test('hls.js: the newest that the source has, and its end', async () => {
    engines.hls();
    await load();
    const [hls] = libraries.Hls.made;
    const said = await during(() => {
      hls.say('LEVEL_LOADED', { details: { endSN: 41, live: true } });
      hls.say('LEVEL_UPDATED', { details: { endSN: 42, live: false } });
    });
    assert.deepEqual(said, [
      { type: 'media', name: 'source', edge: 41, live: true, generation: 1 },
      { type: 'media', name: 'source', edge: 42, live: false, generation: 1 },
    ]);
  });

  test('hls.js: the playlist of a recording stands still while all is well', async () => {
    open({ library: libraries.Hls, policy: { live: false } });
    await load();
    assert.deepEqual(await during(() => libraries.Hls.made[0].say('LEVEL_LOADED', { details: { endSN: 41, live: false } })), []);
  });

  test('hls.js: what a version does not tell is not known', async () => {
    engines.hls();
    await load();
    const [player] = libraries.Hls.made;
    const said = await during(() => {
      for (const news of [undefined, {}]) {
        for (const name of ['FRAG_LOADING', 'FRAG_LOADED', 'LEVEL_LOADED', 'LEVEL_UPDATED', 'ERROR']) player.say(name, news);
      }
      player.say('FRAG_LOADING', { frag: { type: 'main' } });
      player.say('FRAG_LOADED', undefined);
    });
    assert.deepEqual(said, []);
  });

  test('hls.js: bytes of a segment while it comes in, each once', async () => {
    let look = null;
    mock.method(globalThis, 'setInterval', (run) => { look = run; return 7; });
    mock.method(globalThis, 'clearInterval', (id) => { if (id === 7) look = null; });
    try {
      engines.hls();
      await load();
      const [hls] = libraries.Hls.made;
      const bytes = async (run) => (await during(run)).map(({ name, bytes: count }) => `${name} ${count}`);
      const frag = { type: 'main', stats: { loaded: 0 } };
      assert.deepEqual(await bytes(() => { hls.say('FRAG_LOADING', { frag }); look(); }), []);
      frag.stats.loaded = 1000;
      assert.deepEqual(await bytes(() => look()), ['data 1000']);
      assert.deepEqual(await bytes(() => look()), []);
      frag.stats.loaded = 1500;
      const sound = { type: 'audio', stats: { loaded: 0 } };
      assert.deepEqual(await bytes(() => hls.say('FRAG_LOADING', { frag: sound })), ['data 500']);
      frag.stats.loaded = 1600;
      sound.stats.loaded = 30;
      assert.deepEqual(await bytes(() => hls.say('FRAG_LOADED', { frag })), ['data 130']);
      // A part of a segment has counts of its own; subtitles are no picture; another try begins at 0.
      const part = { stats: { loaded: 7 } };
      assert.deepEqual(await bytes(() => { hls.say('FRAG_LOADING', { frag, part }); look(); }), ['data 7']);
      part.stats = { loaded: 3 };
      assert.deepEqual(await bytes(() => look()), []);
      assert.deepEqual(await bytes(() => { hls.say('FRAG_LOADING', { frag: { type: 'subtitle', stats: { loaded: 9 } } }); look(); }), []);
      await command({ type: 'stop' });
      assert.equal(look, null);
    } finally {
      mock.restoreAll();
    }
  });

  test('hls.js: an answer that refuses, while it goes on trying', async () => {
    engines.hls();
    await load();
    const [hls] = libraries.Hls.made;
    const said = await during(() => {
      for (const code of [401, 403, 404, 410, 503, 0]) hls.say('ERROR', { fatal: false, details: 'fragLoadError', response: { code } });
      // The film goes on without its subtitles.
      for (const of of [{ details: 'subtitleTrackLoadError' }, { details: 'fragLoadError', frag: { type: 'subtitle' } }]) hls.say('ERROR', { fatal: false, response: { code: 403 }, ...of });
    });
    assert.deepEqual(said, [401, 403, 410].map((httpStatus) => ({ type: 'media', name: 'refused', httpStatus, generation: 1 })));
  });

  for (const [title, error, codec] of [
    ['a codec that the browser lacks', { fatal: false, details: 'bufferAddCodecError' }, true],
    ['no codec that it has', { fatal: true, details: 'bufferIncompatibleCodecsError' }, true],
    ['nor one in the playlist', { fatal: true, details: 'manifestIncompatibleCodecsError' }, true],
    ['a segment in a codec unknown', { fatal: true, details: 'fragParsingError', reason: 'Unsupported EC-3 in M2TS found' }, true],
    ['a broken segment', { fatal: true, details: 'fragParsingError', reason: 'no media in segment' }, undefined],
    ['a network that is gone', { fatal: true, details: 'levelLoadError' }, undefined],
  ]) {
    test(`hls.js: ${title}`, async () => {
      engines.hls();
      await load();
      const [said] = await during(() => libraries.Hls.made[0].say('ERROR', error));
      assert.deepEqual([said.name, said.code, said.codec], ['error', error.details, codec]);
    });
  }

  test('hls.js: a codec is no error while it switches to another level', async () => {
    engines.hls();
    await load();
    const error = { fatal: false, details: 'bufferAddCodecError', errorAction: { resolved: true } };
    assert.deepEqual(await during(() => libraries.Hls.made[0].say('ERROR', error)), []);
  });

  test('mpegts.js: bytes, from the speed of the last second', async () => {
    engines.mpegts();
    await load();
    const [player] = libraries.mpegts.made;
    assert.deepEqual(await during(() => player.say('statistics_info', { speed: 100 })), [{ type: 'media', name: 'data', bytes: 61440, generation: 1 }]);
    assert.deepEqual(await during(() => player.say('statistics_info', { speed: 0 })), []);
    assert.deepEqual(await during(() => player.say('statistics_info', {})), []);
    live.close();
    open({ library: libraries.mpegts, settings: { statisticsInfoReportInterval: 2000 } });
    await load();
    assert.equal((await during(() => libraries.mpegts.made[1].say('statistics_info', { speed: 100 })))[0].bytes, 204800);
  });

  test('mpegts.js: bytes of a publisher that began anew count once they lengthen the buffer', async () => {
    engines.mpegts();
    await load();
    const [player] = libraries.mpegts.made;
    const bytes = async () => (await during(() => player.say('statistics_info', { speed: 100 }))).length;
    video.buffered = upTo(30);
    player.say('scriptdata_arrived', { onMetaData: { width: 640 } });
    assert.equal(await bytes(), 1);
    player.say('scriptdata_arrived', { onTextData: { text: 'hello' } });
    assert.equal(await bytes(), 1);
    // node-media-server's way to pass it on.
    player.say('scriptdata_arrived', { '@setDataFrame': 'onMetaData' });
    assert.equal(await bytes(), 0);
    video.buffered = upTo(30.2);
    assert.equal(await bytes(), 0);
    video.buffered = upTo(31.1);
    assert.equal(await bytes(), 1);
    player.say('scriptdata_arrived', { onMetaData: { width: 320 } });
    assert.equal(await bytes(), 0);
    await command({ type: 'restart' });
    const [, second] = libraries.mpegts.made;
    second.say('scriptdata_arrived', { onMetaData: { width: 320 } });
    assert.equal((await during(() => second.say('statistics_info', { speed: 100 }))).length, 1);
  });

  test('mpegts.js: statistics that say nothing are no bytes', async () => {
    engines.mpegts();
    await load();
    const said = await during(() => { for (const news of [undefined, {}, { speed: NaN }, { speed: Infinity }]) libraries.mpegts.made[0].say('statistics_info', news); });
    assert.deepEqual(said, []);
  });

  test('flv.js without names for its errors is understood too', async () => {
    delete libraries.mpegts.ErrorDetails;
    engines.mpegts();
    await load();
    const said = await during(() => {
      libraries.mpegts.made[0].say('error', 'NetworkError', 'HttpStatusCodeInvalid', { code: 404, msg: 'Not Found' });
      libraries.mpegts.made[0].say('error');
    });
    assert.deepEqual(said, [
      { type: 'media', name: 'error', code: 'HttpStatusCodeInvalid', httpStatus: 404, generation: 1 }, { type: 'media', name: 'error', code: 'unknown', generation: 1 },
    ]);
  });

  test('mpegts.js: a codec that the browser lacks', async () => {
    engines.mpegts();
    await load();
    const [player] = libraries.mpegts.made;
    const codecOf = async (...words) => (await during(() => player.say('error', 'MediaError', ...words)))[0].codec;
    assert.equal(await codecOf('CodecUnsupported', 'Flv: Unsupported codec in video frame: 2'), true);
    assert.equal(await codecOf('MediaMSEError', { code: 9, msg: '' }), true);
    assert.equal(await codecOf('MediaMSEError', { msg: "Failed to execute 'addSourceBuffer' on 'MediaSource'" }), true);
    assert.equal(await codecOf('MediaMSEError', { code: 11, msg: "Failed to execute 'appendBuffer' on 'SourceBuffer'" }), undefined);
    assert.equal(await codecOf('FormatError', 'Non MPEG-TS/FLV'), undefined);
  });

  test('hls.js: only what is fatal, with its status', async () => {
    engines.hls();
    await load();
    const [hls] = libraries.Hls.made;
    assert.deepEqual(await during(() => hls.say('ERROR', { fatal: false, details: 'bufferStalledError' })), []);
    const said = await during(() => {
      hls.say('ERROR', { fatal: true, details: 'levelLoadError', response: { code: 403 } });
      hls.say('ERROR', { fatal: true, details: 'levelLoadError', response: { code: 0 } });
      hls.say('ERROR', { fatal: true, details: 'bufferAppendNoProgress' });
    });
    assert.deepEqual(said.map(({ code, httpStatus }) => [code, httpStatus]), [['levelLoadError', 403], ['levelLoadError', undefined], ['bufferAppendNoProgress', undefined]]);
  });

  test('mpegts.js: the status of a refusal, not the code of an exception', async () => {
    engines.mpegts();
    await load();
    const [player] = libraries.mpegts.made;
    const said = await during(() => {
      player.say('error', 'NetworkError', 'HttpStatusCodeInvalid', { code: 404, msg: '' });
      player.say('error', 'MediaError', 'MediaMSEError', { code: 22, msg: '' });
      player.say('error', 'OtherError', `an odd detail ${'x'.repeat(80)}`, undefined);
    });
    assert.deepEqual(said.map(({ code, httpStatus }) => [code, httpStatus]), [['HttpStatusCodeInvalid', 404], ['MediaMSEError', undefined], [`an_odd_detail_${'x'.repeat(50)}`, undefined]]);
  });

  test('mpegts.js: a live stream that was loaded to its end has ended, a recording has not', async () => {
    engines.mpegts();
    await load();
    assert.deepEqual(await during(() => libraries.mpegts.made[0].say('loading_complete')), [{ type: 'media', name: 'ended', generation: 1 }]);
    live.close();
    open({ library: libraries.mpegts, policy: { live: false } });
    await load();
    assert.deepEqual(await during(() => libraries.mpegts.made[1].say('loading_complete')), []);
  });

  test('an engine that was replaced is not heard any more', async () => {
    engines.hls();
    await load();
    await command({ type: 'recreate' });
    assert.deepEqual(await during(() => libraries.Hls.made[0].say('ERROR', { fatal: true, details: 'levelLoadError' })), []);
  });
});

describe('pause and resume', () => {
  for (const name of Object.keys(engines)) {
    test(`${name}: none of what the commands do is the user's`, async () => {
      engines[name]();
      const said = await during(async () => {
        await load();
        await command({ type: 'restart' });
        await command({ type: 'recreate' });
        await command({ type: 'stop' });
        await command({ type: 'play' });
      });
      assert.deepEqual(said.filter(({ type }) => type !== 'wake' && type !== 'media'), []);
    });
  }

  test('a pause of which nobody says whose it is', async () => {
    engines.native();
    await load();
    assert.deepEqual(await during(() => video.pause()), [{ type: 'pause' }]);
    assert.deepEqual(await during(() => video.play()), [{ type: 'resume' }]);
  });

  test('the page pauses in the name of the user, and goes on', async () => {
    engines.native();
    await load();
    video.takeCalls();
    assert.deepEqual(await during(() => live.pause()), [{ type: 'pause', by: 'user' }]);
    assert.deepEqual(await during(() => live.resume()), [{ type: 'resume' }]);
    assert.deepEqual(video.takeCalls(), ['pause', 'play']);
  });

  test('what is over is not played by resume(): the core says how it goes on', async () => {
    engines.mpegts();
    await load();
    libraries.mpegts.made[0].say('error', 'NetworkError', 'Exception', { code: -1 });
    await during(() => live.pause());
    video.takeCalls();
    assert.deepEqual(await during(() => live.resume()), [{ type: 'resume' }]);
    assert.deepEqual(video.takeCalls(), []);
  });

  for (const [why, state] of [['an end', { ended: true }], ['a seek', { seeking: true }], ['an error', { error: { code: 2 } }]]) {
    test(`${why} is no pause`, async () => {
      engines.native();
      await load();
      Object.assign(video, state);
      assert.deepEqual(await during(() => video.pause()), []);
    });
  }

  test('a browser that wants a touch first: paused, and the touch plays', async () => {
    engines.native();
    video.refusal = 'NotAllowedError';
    const said = await during(() => load());
    assert.deepEqual(said.pop(), { type: 'pause', by: 'policy' });
    video.refusal = null;
    video.takeCalls();
    // In the same turn, or the browser would no longer know of the touch.
    core.script.decide = ({ type }) => (type === 'play' ? { commands: [{ type: 'play' }] } : {});
    live.play();
    assert.deepEqual(video.takeCalls(), ['play']);
    assert.equal(video.paused, false);
  });

  test('a play() that was cut short by the next one is nothing', async () => {
    engines.native();
    video.refusal = 'AbortError';
    const said = await during(() => load());
    assert.deepEqual(said.map(({ type }) => type), ['wake']);
  });

  for (const refusal of [undefined, null]) {
    test(`a play() that is refused with ${refusal} is nothing`, async (context) => {
      const loose = context.mock.fn();
      process.on('unhandledRejection', loose);
      context.after(() => process.off('unhandledRejection', loose));
      engines.native();
      video.play = () => Promise.reject(refusal);
      const said = await during(() => load());
      assert.deepEqual(said.map(({ type }) => type), ['wake']);
      assert.equal(loose.mock.callCount(), 0);
    });
  }

  test('a play() that promises in its own way, or not at all', async () => {
    engines.native();
    for (const answer of [undefined, { then(done) { done(); } }]) {
      video.play = () => answer;
      const said = await during(() => load());
      assert.deepEqual(said.map(({ type }) => type), ['wake']);
    }
  });

  test('play on the controls after a stop wants to watch', async () => {
    engines.native();
    await load();
    await command({ type: 'stop' });
    assert.deepEqual(await during(() => video.play()), [{ type: 'play' }]);
  });
});

describe('a recording', () => {
  beforeEach(() => open({ policy: { live: false } }));

  for (const start of [{ type: 'load', url: ADDRESS, position: 42 }, { type: 'restart', position: 42 }, { type: 'recreate', position: 42 }, { type: 'play', position: 42 }]) {
    test(`${start.type} goes on from the position that it brings, once`, async () => {
      await load();
      if (start.type === 'play') await command({ type: 'stop' });
      await command(start);
      assert.equal(video.currentTime, 0);
      const said = await during(() => { video.fire('loadedmetadata'); video.fire('seeking'); });
      assert.equal(video.currentTime, 42);
      assert.deepEqual(said, [], 'that is no seek of the user');
      video.currentTime = 50;
      video.fire('loadedmetadata');
      assert.equal(video.currentTime, 50);
    });
  }

  test('which recording an address is, and from where it goes on, is none of the adapter\'s business', async () => {
    await load();
    video.currentTime = 42;
    video.fire('timeupdate');
    await command({ type: 'restart' });
    video.fire('loadedmetadata');
    assert.equal(video.currentTime, 0);
  });

  test('an element that only goes on is not sent anywhere', async () => {
    await load();
    video.currentTime = 60;
    await command({ type: 'play', position: 42 });
    video.fire('loadedmetadata');
    assert.equal(video.currentTime, 60);
  });

  test('a seek is told at once: a reload in the middle of it goes there', async () => {
    await load();
    const said = await during(() => {
      [video.currentTime, video.seeking] = [60, true];
      video.fire('seeking');
      video.fire('timeupdate');
    });
    assert.deepEqual(said, [{ type: 'seek', position: 60 }]);
  });

  test('a seek after our own is the user\'s, wherever it goes', async () => {
    await command({ type: 'load', url: ADDRESS, position: 42 });
    video.fire('loadedmetadata');
    const said = await during(() => {
      video.currentTime = 60;
      video.fire('seeking');
      video.currentTime = 42;
      video.fire('seeking');
    });
    assert.deepEqual(said, [{ type: 'seek', position: 60 }, { type: 'seek', position: 42 }]);
  });

  test('a live view has no seeks to tell', async () => {
    live.close();
    engines.native();
    await load();
    video.currentTime = 60;
    assert.deepEqual(await during(() => video.fire('seeking')), []);
  });

  test('play on the controls after the end wants to watch, also from elsewhere than the end', async () => {
    await load();
    video.paused = true;
    video.fire('ended');
    assert.deepEqual(await during(() => video.play()), [{ type: 'play' }]);
  });
});

describe('page and network', () => {
  test('hide, show, offline, online', async () => {
    engines.native();
    const page = video.ownerDocument;
    const said = await during(() => {
      page.visibilityState = 'hidden';
      page.fire('visibilitychange');
      page.visibilityState = 'visible';
      page.fire('visibilitychange');
      page.defaultView.fire('offline');
      page.defaultView.fire('online');
    });
    assert.deepEqual(said, [{ type: 'hide' }, { type: 'show' }, { type: 'offline' }, { type: 'online' }]);
  });

  test('picture in picture, also from before', async () => {
    video.ownerDocument.pictureInPictureElement = video;
    engines.native();
    const said = await during(() => {
      video.fire('leavepictureinpicture');
      video.fire('enterpictureinpicture');
    });
    assert.deepEqual(events().slice(0, 1).concat(said), [true, false, true].map((on) => ({ type: 'floating', on })));
  });

  test('a page that opens hidden and offline', () => {
    video.ownerDocument.visibilityState = 'hidden';
    video.ownerDocument.defaultView.navigator.onLine = false;
    engines.native();
    assert.deepEqual(events(), [{ type: 'hide' }, { type: 'offline' }]);
  });

  test('what the page knows by itself', () => {
    engines.native();
    live.dispatch({ type: 'hide' });
    assert.deepEqual(last(), { type: 'hide' });
  });
});

describe('engines', () => {
  test('an iPhone plays HLS by itself', async () => {
    libraries.Hls.isSupported = () => false;
    video.plays = 'maybe';
    engines.hls();
    await load();
    assert.equal(libraries.Hls.made.length, 0);
    assert.deepEqual(video.takeCalls(), [`src ${ADDRESS}`, 'play']);
  });

  const refused = (run, ...expected) => {
    assert.throws(run, (error) => {
      assert.ok(error instanceof PlaywardError);
      assert.equal(error.code, 'invalid_params');
      assert.deepEqual(error.issues.map(({ code, field }) => `${code} ${field}`), expected);
      for (const { message } of error.issues) assert.ok(message.zh && message.en);
      return true;
    });
  };
  const fetchAddress = () => Promise.resolve({ url: ADDRESS });

  test('bad arguments, all of them at once', () => {
    refused(() => superviseVideo(), 'missing_field video', 'missing_field options');
    refused(() => superviseVideo('#video', 5), 'wrong_type video', 'wrong_type options');
    refused(() => superviseVideo(video, new Proxy({}, { get() { throw new Error('of the page'); } })), 'wrong_type options', 'wrong_type policy');
    refused(() => superviseVideo(video, { engine: 'flash', refreshToken: 1, retries: 3 }),
      'missing_field fetchAddress', 'wrong_type refreshToken', 'unknown_field retries', 'not_allowed engine');
    refused(() => superviseVideo(video, { fetchAddress, engine: 7 }), 'wrong_type engine');
    refused(() => superviseVideo(video, { fetchAddress, engine: 'hls' }), 'missing_field library');
    refused(() => superviseVideo(video, { fetchAddress, engine: 'mpegts', library: libraries.Hls }), 'wrong_type library');
    refused(() => superviseVideo(video, { fetchAddress, engine: 'hls', library: libraries.mpegts }), 'wrong_type library');
    refused(() => superviseVideo(video, { fetchAddress, library: 'hls.js' }), 'wrong_type library');
    const throwing = () => { throw new Error('of the library'); };
    refused(() => superviseVideo(video, { fetchAddress, library: { get createPlayer() { return throwing(); } } }), 'wrong_type library');
    for (const library of [class extends FakeHls { static isSupported = throwing; }, { createPlayer() {}, isSupported: throwing }]) refused(() => superviseVideo(video, { fetchAddress, library }), 'wrong_type library');
    for (const policy of [[], [1], 'calm', 7]) refused(() => superviseVideo(video, { fetchAddress, policy }), 'wrong_type policy');
    libraries.mpegts.isSupported = () => false;
    refused(() => superviseVideo(video, { fetchAddress, library: libraries.mpegts }), 'not_allowed engine');
    assert.equal(video.listenerCount(), 0);
  });
});
