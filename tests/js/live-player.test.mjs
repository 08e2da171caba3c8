// superviseLivePlayer with a scripted core: what the component's events become, and what the commands do to the player.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Clock } from './weixin/clock.mjs';
import { LivePlayerContext } from './weixin/live-player-context.mjs';
import { createRuntime } from './weixin/runtime.mjs';
import { bundleScripted } from './weixin/scripted.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const bundle = await bundleScripted("export { superviseLivePlayer } from './js/supervise/live-player/index.js';\nexport { PlaywardError } from './js/core/error.js';", 'cjs');

let clock;
let wx;
let playward;
let calls;
let target;
let live;

/** Events in the words of the component. */
const said = (code, message) => ({ type: 'statechange', detail: { code, message } });
const events = () => Array.from(playward.core.events, (event) => ({ ...event }));
const lastEvent = () => events().pop();
/** The next events lead to these commands, one list each; the events themselves do not matter. */
const command = async (...commands) => {
  playward.core.script.decide = () => ({ commands });
  live.onShow();
  playward.core.script.decide = () => ({});
  await clock.settle();
};
const load = { type: 'load', url: 'rtmp://example.test/live/1' };

beforeEach(() => {
  clock = new Clock();
  const networkListeners = new Set();
  wx = {
    networkListeners,
    networkType: 'wifi',
    onNetworkStatusChange: (listener) => { networkListeners.add(listener); },
    offNetworkStatusChange: (listener) => { networkListeners.delete(listener); },
    getNetworkType: ({ success }) => { Promise.resolve().then(() => success({ networkType: wx.networkType })); },
  };
  playward = createRuntime({ root: ROOT, clock, globals: { wx } }).evaluate(bundle);
  calls = [];
  target = { context: new LivePlayerContext(calls), setSrc: (url) => { calls.push(`src ${url}`); return Promise.resolve(); } };
  live = playward.superviseLivePlayer(target, { fetchAddress: () => Promise.resolve(load) });
});

afterEach(() => {
  assert.deepEqual(clock.uncaught, []);
});

describe('commands', () => {
  test('load sets the address and plays it', async () => {
    await command(load);
    assert.deepEqual(calls, [`src ${load.url}`, 'play']);
  });

  test('load on a page that says nothing plays at once, and after silence again', async () => {
    target.setSrc = (url) => { calls.push(`src ${url}`); };
    await command(load);
    assert.deepEqual(calls, [`src ${load.url}`, 'play']);
    assert.equal(await clock.until(() => calls.length === 3), 100);
    assert.deepEqual(calls, [`src ${load.url}`, 'play', 'play']);
    await clock.advance(10_000);
    assert.equal(calls.length, 3);
  });

  test('a player that speaks is not told again, nor one that was stopped', async () => {
    target.setSrc = () => {};
    await command(load);
    live.handle(said(2008));
    await clock.advance(10_000);
    assert.deepEqual(calls, ['play']);
    await command({ type: 'stop' });
    await command(load);
    await command({ type: 'stop' });
    await clock.advance(10_000);
    assert.deepEqual(calls, ['play', 'stop', 'play', 'stop']);
  });

  test('load waits for a page that says when its view has the address', async () => {
    let rendered;
    target.setSrc = () => new Promise((resolve) => { rendered = resolve; });
    await command(load);
    assert.deepEqual(calls, []);
    rendered();
    await clock.settle();
    assert.deepEqual(calls, ['play']);
  });

  test('load, once started, stops the old address first', async () => {
    await command(load);
    calls.length = 0;
    await command(load);
    assert.deepEqual(calls, ['stop', `src ${load.url}`, 'play']);
  });

  test('restart plays from the answer to stop, exactly once', async () => {
    await command(load);
    calls.length = 0;
    target.context.stopAnswer = 'later';
    await command({ type: 'restart' });
    assert.deepEqual(calls, ['stop']);
    target.context.answer();
    await clock.settle();
    assert.deepEqual(calls, ['stop', 'play']);
    await clock.advance(10_000);
    assert.deepEqual(calls, ['stop', 'play']);
  });

  test('restart plays even when stop fails', async () => {
    target.context.stopAnswer = 'fail';
    await command({ type: 'restart' });
    assert.deepEqual(calls, ['stop', 'play']);
  });

  test('restart plays after a while when stop is never answered', async () => {
    target.context.stopAnswer = 'silence';
    await command({ type: 'restart' });
    assert.deepEqual(calls, ['stop']);
    assert.equal(await clock.until(() => calls.length === 2), 2000);
    assert.deepEqual(calls, ['stop', 'play']);
  });

  test('a stop voids the play of a restart under way', async () => {
    await command(load);
    target.context.stopAnswer = 'later';
    await command({ type: 'restart' });
    await command({ type: 'stop' });
    target.context.answer();
    await clock.advance(10_000);
    assert.deepEqual(calls, [`src ${load.url}`, 'play', 'stop']);
  });

  test('play after a stop that is not yet answered waits for the answer', async () => {
    await command(load);
    calls.length = 0;
    target.context.stopAnswer = 'later';
    await command({ type: 'stop' });
    await command({ type: 'play' });
    assert.deepEqual(calls, ['stop']);
    target.context.answer();
    await clock.settle();
    assert.deepEqual(calls, ['stop', 'play']);
  });

  test('play begins with a stop only where something was started and not stopped', async () => {
    await command({ type: 'play' });
    await command({ type: 'stop' });
    await command({ type: 'play' });
    await command({ type: 'play' });
    assert.deepEqual(calls, ['play', 'stop', 'play', 'stop', 'play']);
  });

  test('catchUp connects anew: stop, then play, in the same generation', async () => {
    await command(load);
    calls.length = 0;
    await command({ type: 'catchUp' });
    assert.deepEqual(calls, ['stop', 'play']);
    live.handle(said(2004));
    assert.equal(lastEvent().generation, 1);
  });

  test('a stop that the replaced player never answers is not the new one\'s', async () => {
    const remade = [];
    live.close();
    target.recreate = () => Promise.resolve().then(() => { target.context = new LivePlayerContext(remade); });
    live = playward.superviseLivePlayer(target, { fetchAddress: () => Promise.resolve(load) });
    await command(load);
    target.context.stopAnswer = 'silence';
    await command({ type: 'restart' });
    await command({ type: 'recreate' });
    assert.deepEqual(remade, ['play']);
    // At once: the new player has its own stop, and answers it.
    await command({ type: 'stop' });
    await command({ type: 'play' });
    assert.deepEqual(remade, ['play', 'stop', 'play']);
    // And after the patience with the old one has run out.
    await clock.advance(10_000);
    await command(load);
    assert.deepEqual(remade, ['play', 'stop', 'play', 'stop', 'play']);
  });

  test('recreate is a restart for a page that cannot', async () => {
    await command(load);
    calls.length = 0;
    await command({ type: 'recreate' });
    assert.deepEqual(calls, ['stop', 'play']);
  });

  test('recreate waits for the page and plays on the context it has left', async () => {
    const remade = [];
    live.close();
    target.recreate = () => Promise.resolve().then(() => { target.context = new LivePlayerContext(remade); });
    live = playward.superviseLivePlayer(target, { fetchAddress: () => Promise.resolve(load) });
    await command({ type: 'recreate' });
    assert.deepEqual([calls, remade], [[], ['play']]);
  });

  test('what the page throws surfaces on its own and stops nothing', async () => {
    target.setSrc = () => { throw new Error('page'); };
    await command(load);
    assert.deepEqual(calls, ['play']);
    target.context = { stop() { throw new Error('no player'); }, play() { calls.push('play again'); } };
    await command({ type: 'restart' });
    assert.deepEqual(calls, ['play', 'play again']);
    calls.length = 0;
    target.context = new LivePlayerContext(calls);
    await command({ type: 'restart' });
    assert.deepEqual(calls, ['stop', 'play']);
    assert.deepEqual(clock.uncaught.splice(0).map(({ message }) => message), ['page', 'no player']);
  });

  test('a page whose promise fails is played all the same', async () => {
    target.setSrc = () => Promise.reject(new Error('view'));
    await command(load);
    assert.deepEqual(calls, ['play']);
    assert.deepEqual(clock.uncaught.splice(0).map(({ message }) => message), ['view']);
  });
});

describe('events', () => {
  test('statechange', () => {
    live.handle(said(2004, '视频播放开始'));
    assert.deepEqual(lastEvent(), { type: 'state', code: 2004, message: '视频播放开始', generation: 0 });
    live.handle(said('-2301'));
    assert.deepEqual(lastEvent(), { type: 'state', code: -2301, generation: 0 });
  });

  test('netstatus keeps the numbers', () => {
    live.handle({ type: 'netstatus', detail: { info: { videoFPS: '25', netSpeed: 812.5, videoCache: 'much', serverIP: '192.0.2.1', audioBitrate: null, type: 1, generation: 9 } } });
    assert.deepEqual(lastEvent(), { type: 'netStatus', videoFPS: 25, netSpeed: 812.5, generation: 0 });
  });

  test('odd ones of the component are no news', () => {
    const before = events().length;
    for (const event of [
      said(undefined), said('nine'), said(NaN), said({}), { type: 'statechange' }, { type: 'statechange', detail: null }, { type: 'statechange', detail: 7 },
      { type: 'netstatus' }, { type: 'netstatus', detail: {} }, { type: 'netstatus', detail: { info: 'fast' } },
      { type: 'fullscreenchange', detail: { fullScreen: true } }, { type: 'audiovolumenotify' }, { type: 'constructor' },
      { type: 'error' }, { type: 'error', detail: { errCode: 1 } }, { type: 'error', detail: { errCode: 'toString' } },
    ]) live.handle(event);
    assert.deepEqual(events().slice(before), []);
  });

  test('what the core cannot read is no fault of the page', () => {
    playward.core.script.decide = () => { throw new playward.PlaywardError('invalid_params', [], 'no'); };
    live.handle(said(2004));
    playward.core.script.decide = () => { throw new playward.PlaywardError('internal', [], 'no'); };
    assert.throws(() => live.handle(said(2004)), { code: 'internal' });
  });

  test('nor what cannot be read at all', () => {
    const before = events().length;
    const unreadable = new Proxy({}, { get() { throw new Error('of the component'); } });
    for (const type of ['statechange', 'netstatus', 'error']) live.handle({ type, detail: unreadable });
    assert.deepEqual(events().slice(before), []);
  });

  test('what is no event at all is refused', () => {
    for (const [event, code, field] of [
      [undefined, 'missing_field', 'event'], [null, 'missing_field', 'event'], ['statechange', 'wrong_type', 'event'],
      [{}, 'missing_field', 'type'], [{ type: 2004 }, 'wrong_type', 'type'],
    ]) {
      assert.throws(() => live.handle(event), (error) => {
        assert.ok(error instanceof playward.PlaywardError);
        assert.equal(error.code, 'invalid_params');
        assert.deepEqual(Array.from(error.issues, (issue) => [issue.code, issue.field]), [[code, field]]);
        return true;
      });
    }
  });

  test('refused permissions reach the error listeners and lead to nothing', () => {
    const heard = [];
    live.on('error', (decision) => { heard.push(decision); });
    const before = events().length;
    live.handle({ type: 'error', detail: { errCode: 10001, errMsg: 'insertLivePlayer:fail' } });
    live.handle({ type: 'error', detail: { errCode: 10002 } });
    assert.deepEqual(heard.map(({ error, commands, phase, rule }) => [error.code, error.retryable, commands.length, phase, rule]), [
      ['permission_microphone', false, 0, 'idle', 'permission_refused'],
      ['permission_camera', false, 0, 'idle', 'permission_refused'],
    ]);
    assert.deepEqual(heard.map(({ error }) => error.message.en), ['describeState 10002 live-pusher', 'describeState 10001 live-pusher']);
    assert.equal(events().length, before);
    live.close();
    live.handle({ type: 'error', detail: { errCode: 10001 } });
    assert.equal(heard.length, 2);
  });

  test('an old player speaks for its own generation until it has stopped', async () => {
    const generationOf = (code) => {
      live.handle(said(code));
      return lastEvent().generation;
    };
    await command(load);
    assert.equal(generationOf(2004), 1);
    target.context.stopAnswer = 'later';
    await command({ type: 'restart' });
    assert.equal(generationOf(-2301), 1);
    target.context.answer();
    await clock.settle();
    assert.equal(generationOf(2001), 2);
  });

  test('show, hide, pause and resume', () => {
    live.onHide();
    live.onShow();
    live.pause();
    live.resume();
    assert.deepEqual(events(), [{ type: 'hide' }, { type: 'show' }, { type: 'pause', by: 'user' }, { type: 'resume' }]);
    assert.deepEqual(calls, ['pause', 'resume']);
  });

  test('the small window', () => {
    live.handle({ type: 'enterpictureinpicture', detail: {} });
    live.handle({ type: 'leavepictureinpicture' });
    assert.deepEqual(events(), [{ type: 'floating', on: true }, { type: 'floating', on: false }]);
  });
});

describe('the network', () => {
  test('changes: from Wi-Fi to 4G it was connected all the time', () => {
    const [listener] = wx.networkListeners;
    listener({ isConnected: true, networkType: '4g' });
    assert.deepEqual(events(), [{ type: 'online' }]);
  });

  test('comes and goes', () => {
    const [listener] = wx.networkListeners;
    listener({ isConnected: false, networkType: 'none' });
    assert.deepEqual(lastEvent(), { type: 'offline' });
    listener({ isConnected: true, networkType: '4g' });
    assert.deepEqual(lastEvent(), { type: 'online' });
  });

  test('may be absent from the start', async () => {
    await clock.settle();
    assert.deepEqual(events(), []);
    live.close();
    wx.networkType = 'none';
    live = playward.superviseLivePlayer(target, { fetchAddress: () => Promise.resolve(load) });
    await clock.settle();
    assert.deepEqual(events(), [{ type: 'offline' }]);
  });

  test('is not asked for where there is no wx', async () => {
    const elsewhere = createRuntime({ root: ROOT, clock }).evaluate(bundle);
    const other = elsewhere.superviseLivePlayer(target, { fetchAddress: () => Promise.resolve(load) });
    elsewhere.core.script.decide = () => ({ commands: [load] });
    other.onShow();
    await clock.settle();
    assert.deepEqual(calls, [`src ${load.url}`, 'play']);
    other.close();
  });
});

describe('close', () => {
  test('lets go of the player and the network, once', async () => {
    await command(load);
    calls.length = 0;
    live.close();
    live.close();
    await clock.settle();
    assert.deepEqual(calls, ['stop']);
    assert.equal(wx.networkListeners.size, 0);
    assert.equal(clock.pending, 0);
  });

  test('voids what a command still meant to do', async () => {
    target.context.stopAnswer = 'later';
    await command({ type: 'restart' });
    live.close();
    target.context.answer();
    await clock.settle();
    assert.deepEqual(calls, ['stop']);
  });

  test('makes late events and calls harmless', () => {
    live.close();
    const before = events().length;
    live.handle(said(-2301));
    live.onHide();
    live.onShow();
    assert.equal(events().length, before);
  });
});

describe('a base library that lacks something', () => {
  const fail = () => { throw new Error('of the runtime'); };
  for (const name of ['onNetworkStatusChange', 'offNetworkStatusChange', 'getNetworkType']) {
    for (const [how, value] of [['is absent', undefined], ['throws', fail]]) {
      test(`${name} ${how}: it plays, and close() stops it`, async () => {
        wx[name] = value;
        const other = playward.superviseLivePlayer(target, { fetchAddress: () => Promise.resolve(load) });
        playward.core.script.decide = ({ type }) => ({ commands: type === 'play' ? [load] : [] });
        other.play(load.url);
        await clock.settle();
        assert.deepEqual(calls.splice(0), [`src ${load.url}`, 'play']);
        other.close();
        assert.deepEqual(calls, ['stop']);
      });
    }
  }
});

test('after close() the player is the page\'s own again', async () => {
  await command(load);
  live.close();
  calls.length = 0;
  for (const name of ['play', 'stop', 'pause', 'resume']) assert.throws(() => live[name](), { code: 'closed' }, name);
  // The page and the component go on telling.
  live.onHide();
  live.onShow();
  live.handle(said(2004));
  await clock.advance(10_000);
  assert.deepEqual(calls, []);
});

describe('arguments', () => {
  const problemsOf = (run) => {
    try {
      run();
    } catch (error) {
      assert.ok(error instanceof playward.PlaywardError, error);
      assert.equal(error.code, 'invalid_params');
      for (const { message } of error.issues) assert.ok(message.zh && message.en);
      return Array.from(error.issues, ({ code, field }) => `${code} ${field}`);
    }
    return [];
  };
  const fetchAddress = () => Promise.resolve(load);

  test('are all checked at once', () => {
    assert.deepEqual(problemsOf(() => playward.superviseLivePlayer()), ['missing_field target', 'missing_field options']);
    assert.deepEqual(problemsOf(() => playward.superviseLivePlayer('player', 7)), ['wrong_type target', 'wrong_type options']);
    assert.deepEqual(
      problemsOf(() => playward.superviseLivePlayer({ setSrc: 'src', recreate: true }, { fetchAdress: fetchAddress, refreshToken: 1, policy: 'calm' })),
      ['missing_field context', 'wrong_type setSrc', 'wrong_type recreate', 'wrong_type policy', 'missing_field fetchAddress', 'wrong_type refreshToken', 'unknown_field fetchAdress'],
    );
  });

  test('may leave out what is optional, also as null', () => {
    assert.deepEqual(problemsOf(() => playward.superviseLivePlayer({ ...target, recreate: null }, { fetchAddress, refreshToken: null, policy: undefined })), []);
  });

  test('that were refused leave no listener behind', () => {
    const before = wx.networkListeners.size;
    problemsOf(() => playward.superviseLivePlayer(target, {}));
    assert.equal(wx.networkListeners.size, before);
  });
});
