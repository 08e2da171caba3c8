// superviseVideo with a scripted core: what a <video> and its libraries say as events, and what the commands do to them.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { FakeHls, fakeMpegts, FakeVideo, settled } from './fake-video.mjs';
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
    await command({ type: 'restart' });
    assert.deepEqual(first.calls.slice(2), ['unload', 'load']);
    await command({ type: 'recreate' });
    assert.deepEqual(first.calls.slice(4), ['destroy']);
    assert.equal(libraries.mpegts.made.length, 2);
    await command({ type: 'stop' });
    assert.equal(libraries.mpegts.made[1].calls.pop(), 'destroy');
  });

  test('mpegts.js is told what the address holds', async () => {
    engines.mpegts();
    for (const url of ['wss://example.test/1.flv', 'https://example.test/1.ts?a=b.mp4', 'https://example.test/1.mp4#t', 'https://example.test/1']) await load(url);
    assert.deepEqual(libraries.mpegts.made.map(({ source }) => source.type), ['flv', 'mpegts', 'mp4', 'flv']);
  });

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

describe('what the libraries say', () => {
  test('hls.js: only what is fatal, with its status', async () => {
    engines.hls();
    await load();
    const [hls] = libraries.Hls.made;
    assert.deepEqual(await during(() => hls.say({ fatal: false, details: 'bufferStalledError' })), []);
    const said = await during(() => {
      hls.say({ fatal: true, details: 'levelLoadError', response: { code: 403 } });
      hls.say({ fatal: true, details: 'levelLoadError', response: { code: 0 } });
      hls.say({ fatal: true, details: 'bufferAppendNoProgress' });
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
    assert.deepEqual(await during(() => libraries.Hls.made[0].say({ fatal: true, details: 'levelLoadError' })), []);
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

  test('the user pauses and goes on', async () => {
    engines.native();
    await load();
    assert.deepEqual(await during(() => video.pause()), [{ type: 'pause' }]);
    assert.deepEqual(await during(() => video.play()), [{ type: 'resume' }]);
  });

  for (const [why, state] of [['an end', { ended: true }], ['a seek', { seeking: true }], ['an error', { error: { code: 2 } }]]) {
    test(`${why} is no pause`, async () => {
      engines.native();
      await load();
      Object.assign(video, state);
      assert.deepEqual(await during(() => video.pause()), []);
    });
  }

  test('a browser that wants a click first: paused, and the click plays', async () => {
    engines.native();
    video.refusal = 'NotAllowedError';
    const said = await during(() => load());
    assert.deepEqual(said.pop(), { type: 'pause' });
    video.refusal = null;
    video.takeCalls();
    // In the same turn, or the browser would no longer know of the click.
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

  test('play on the controls after a stop wants to watch', async () => {
    engines.native();
    await load();
    await command({ type: 'stop' });
    assert.deepEqual(await during(() => video.play()), [{ type: 'play' }]);
  });
});

describe('a recording', () => {
  beforeEach(() => open({ policy: { live: false } }));

  test('goes on where it was, also under a new signature', async () => {
    await load();
    video.currentTime = 42;
    video.fire('timeupdate');
    await command({ type: 'restart' });
    assert.equal(video.currentTime, 0);
    video.fire('loadedmetadata');
    assert.equal(video.currentTime, 42);
    await load(ADDRESS.replace('sign=a', 'sign=b'));
    video.fire('loadedmetadata');
    assert.equal(video.currentTime, 42);
  });

  test('goes on where it was under a signature in the path', async () => {
    await load('https://example.test/0da634bed162705e6210b1a607b89325/59493fca/00-upload/1.mp4');
    video.currentTime = 42;
    video.fire('timeupdate');
    await load('https://example.test/1da634bed162705e6210b1a607b89325/69493fca/00-upload/1.mp4');
    video.fire('loadedmetadata');
    assert.equal(video.currentTime, 42);
  });

  test('begins anew when it is played after its end', async () => {
    await load();
    video.currentTime = 42;
    video.fire('timeupdate');
    video.ended = true;
    video.fire('ended');
    await command({ type: 'play' });
    video.fire('loadedmetadata');
    assert.equal(video.currentTime, 0);
  });

  for (const [title, first, another] of [
    ['another one begins at its beginning', 'https://example.test/1.mp4', 'https://example.test/2.mp4'],
    ['so does one whose address says that it begins elsewhere', 'https://example.test/1.flv?begin=20260101080000&t=a', 'https://example.test/1.flv?begin=20260101080042&t=b'],
  ]) {
    test(title, async () => {
      await load(first);
      video.currentTime = 42;
      video.fire('timeupdate');
      await load(another);
      video.fire('loadedmetadata');
      assert.equal(video.currentTime, 0);
    });
  }
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
    refused(() => superviseVideo(video, { engine: 'flash', refreshToken: 1, retries: 3 }),
      'missing_field fetchAddress', 'wrong_type refreshToken', 'unknown_field retries', 'not_allowed engine');
    refused(() => superviseVideo(video, { fetchAddress, engine: 7 }), 'wrong_type engine');
    refused(() => superviseVideo(video, { fetchAddress, engine: 'hls' }), 'missing_field library');
    refused(() => superviseVideo(video, { fetchAddress, engine: 'mpegts', library: libraries.Hls }), 'wrong_type library');
    refused(() => superviseVideo(video, { fetchAddress, engine: 'hls', library: libraries.mpegts }), 'wrong_type library');
    refused(() => superviseVideo(video, { fetchAddress, library: 'hls.js' }), 'wrong_type library');
    libraries.mpegts.isSupported = () => false;
    refused(() => superviseVideo(video, { fetchAddress, library: libraries.mpegts }), 'not_allowed engine');
    assert.equal(video.listenerCount(), 0);
  });
});
