// A page of a mini-program, drawn by miniprogram-simulate, its script run in the fake runtime, its player a spy.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { JSDOM } from 'jsdom';
import { LivePlayerContext } from './live-player-context.mjs';
import { RecorderManager } from './recorder.mjs';
import { createRuntime } from './runtime.mjs';

const dom = new JSDOM('<!doctype html><body></body>');
for (const name of ['document', 'Element', 'Node', 'Event', 'CustomEvent', 'TouchEvent']) globalThis[name] = dom.window[name];
globalThis.window = dom.window;
// The simulator knows lists by instanceof, and those of the page are from its own realm.
Object.defineProperty(Array, Symbol.hasInstance, { value: Array.isArray });

const require = createRequire(import.meta.url);
const simulate = require('miniprogram-simulate');
const loader = require('miniprogram-simulate/src/utils');

/**
 * @param {object} options
 * @param {string} options.root the folder of app.json @param {string} options.page as app.json names it
 * @param {import('./clock.mjs').Clock} options.clock
 * @param {(request: object) => object | null} [options.server] answers wx.request; null: the network fails
 * @param {import('./http.mjs').HttpNetwork} [options.network] or: it really goes out
 * @param {Record<string, string>} [options.query] what the page is opened with
 * @param {object} [options.weixin] more of wx, or other than it is here
 * @param {object} [options.globals] in place of the runtime's own
 */
export function openPage({ root, page, clock, server, network, query = {}, weixin, globals }) {
  const calls = [];
  const requests = network ? network.requests : [];
  const recorder = new RecorderManager();
  const visited = [];
  const saved = [];
  const toasts = [];
  const contexts = [];
  const networkListeners = new Set();
  const wx = {
    createLivePlayerContext(id, component) {
      // Without the component WeChat looks for the player in the page, finds none, and says nothing.
      if (component !== home().instance) throw new Error('createLivePlayerContext without its component');
      calls.push(`context ${id}`);
      contexts.push(new LivePlayerContext(calls));
      return contexts[contexts.length - 1];
    },
    createVideoContext(id, component) {
      if (component !== home().instance) throw new Error('createVideoContext without its component');
      return Object.fromEntries(['play', 'pause', 'stop', 'seek', 'exitFullScreen'].map((name) => [name, (given) => { calls.push(typeof given === 'number' ? `${name} ${given}` : name); }]));
    },
    request(options) {
      if (network) {
        network.request(options);
        return;
      }
      const { url, data, success, fail } = options;
      requests.push({ url, data });
      Promise.resolve().then(() => {
        const answer = server({ url, data });
        if (answer) success(answer);
        else fail({ errMsg: 'request:fail' });
      });
    },
    uploadFile: (options) => network.uploadFile(options),
    getRecorderManager: () => recorder,
    getWindowInfo: () => ({ windowWidth: 375 }),
    navigateTo: ({ url }) => { visited.push(url); },
    stopPullDownRefresh() {},
    saveImageToPhotosAlbum({ filePath, success }) {
      saved.push(filePath);
      Promise.resolve().then(success);
    },
    showToast({ title }) {
      toasts.push(title);
    },
    onNetworkStatusChange: (listener) => { networkListeners.add(listener); },
    offNetworkStatusChange: (listener) => { networkListeners.delete(listener); },
    getNetworkType: ({ success }) => { Promise.resolve().then(() => success({ networkType: 'wifi' })); },
    getDeviceInfo: () => ({ platform: 'android' }),
    getAppBaseInfo: () => ({ version: '8.0.50', SDKVersion: '3.6.0' }),
    getAccountInfoSync: () => ({ miniProgram: { envVersion: 'develop' } }),
    ...weixin,
  };
  const runtime = createRuntime({
    root, clock, globals: { wx, Component: (definition) => globalThis.Component(definition), ...globals },
  });

  // Its own way would be Node's require, with all of Node around the page.
  loader.runJs = (file) => { runtime.run(`${path.relative(root, file)}.js`); };
  // Nor does it know of miniprogram_npm.
  const used = Object.entries(JSON.parse(readFileSync(path.join(root, `${page}.json`), 'utf8')).usingComponents || {});
  const usingComponents = Object.fromEntries(used.map(([tag, name]) => [tag, name.startsWith('/') ? name : `/miniprogram_npm/${name}`]));
  const tree = simulate.render(simulate.load(path.join(root, page), { rootPath: root, usingComponents }));
  tree.attach(document.body);
  const call = (name, ...given) => tree.instance[name] && tree.instance[name](...given);
  call('onLoad', query);
  call('onShow');
  call('onReady');

  /** What holds the player: the page, or the component of it that has one. */
  const home = () => tree.querySelector('#screen') || tree;
  const player = () => home().querySelector('#player');
  /** The page and the components in it that a test looks into. */
  const places = () => [tree, ...['#screen', '#talk', '#dramas'].map((id) => tree.querySelector(id)).filter(Boolean)];
  const find = (selector) => places().reduce((found, place) => found || place.querySelector(selector), null) || null;
  const found = (selector) => {
    const component = find(selector);
    if (!component) throw new Error(`there is no ${selector}`);
    return component;
  };

  return {
    calls,
    requests,
    toasts,
    contexts,
    networkListeners,
    runtime,
    instance: tree.instance,
    get html() {
      return tree.dom.innerHTML;
    },
    /** The text of what the selector finds, or null. */
    text(selector) {
      const component = find(selector);
      return component ? component.dom.textContent.trim() : null;
    },
    /** The element that stands for the native player, or null. */
    get player() {
      return player() ? player().dom : null;
    },
    get src() {
      return home().data.src;
    },
    /** The component says something, as bindstatechange, bindnetstatus and binderror hear it. */
    async say(type, detail) {
      player().dispatchEvent(type, { detail });
      await clock.settle();
    },
    async state(...codes) {
      for (const code of codes) await this.say('statechange', { code });
    },
    async tap(selector) {
      found(selector).dispatchEvent('tap');
      await clock.settle();
    },
    /** A form field says what is in it now. */
    async type(selector, value) {
      found(selector).dispatchEvent('input', { detail: { value } });
      await clock.settle();
    },
    async pick(selector, value) {
      found(selector).dispatchEvent('change', { detail: { value } });
      await clock.settle();
    },
    /** A finger, as the view tells the logic layer. */
    async touch(selector, type, clientX = 0, clientY = 0) {
      const event = new TouchEvent(`touch${type}`, { bubbles: true, cancelable: true });
      Object.defineProperties(event, { touches: { value: [] }, changedTouches: { value: [{ identifier: 1, clientX, clientY }] } });
      found(selector).dom.dispatchEvent(event);
      await clock.settle();
    },
    /** How many there are. */
    count: (selector) => places().reduce((sum, place) => sum + place.querySelectorAll(selector).length, 0),
    has: (selector) => Boolean(find(selector)),
    component: (selector) => found(selector).instance,
    /** What the selector finds, as miniprogram-simulate has it. */
    element: (selector) => found(selector),
    recorder,
    visited,
    saved,
    async hide() {
      call('onHide');
      tree.triggerPageLifeTime('hide');
      await clock.settle();
    },
    async show() {
      call('onShow');
      tree.triggerPageLifeTime('show');
      await clock.settle();
    },
    async unload() {
      call('onUnload');
      tree.detach();
      await clock.settle();
    },
  };
}
