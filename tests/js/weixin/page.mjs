// A page of a mini-program, drawn by miniprogram-simulate, its script run in the fake runtime, its player a spy.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { JSDOM } from 'jsdom';
import { LivePlayerContext } from './live-player-context.mjs';
import { createRuntime } from './runtime.mjs';

const dom = new JSDOM('<!doctype html><body></body>');
for (const name of ['document', 'Element', 'Node', 'Event', 'CustomEvent', 'TouchEvent']) globalThis[name] = dom.window[name];
globalThis.window = dom.window;

const require = createRequire(import.meta.url);
const simulate = require('miniprogram-simulate');
const loader = require('miniprogram-simulate/src/utils');

/**
 * @param {object} options
 * @param {string} options.root the folder of app.json @param {string} options.page as app.json names it
 * @param {import('./clock.mjs').Clock} options.clock
 * @param {(request: object) => object | null} options.server answers wx.request; null: the network fails
 * @param {object} [options.globals] in place of the runtime's own
 */
export function openPage({ root, page, clock, server, globals }) {
  const calls = [];
  const requests = [];
  const toasts = [];
  const contexts = [];
  const networkListeners = new Set();
  const wx = {
    createLivePlayerContext(id, component) {
      // Without the component WeChat looks for the player in the page, finds none, and says nothing.
      if (component !== tree.instance) throw new Error('createLivePlayerContext without its component');
      calls.push(`context ${id}`);
      contexts.push(new LivePlayerContext(calls));
      return contexts[contexts.length - 1];
    },
    request({ url, data, success, fail }) {
      requests.push({ url, data });
      Promise.resolve().then(() => {
        const answer = server({ url, data });
        if (answer) success(answer);
        else fail({ errMsg: 'request:fail' });
      });
    },
    showToast({ title }) {
      toasts.push(title);
    },
    onNetworkStatusChange: (listener) => { networkListeners.add(listener); },
    offNetworkStatusChange: (listener) => { networkListeners.delete(listener); },
    getNetworkType: ({ success }) => { Promise.resolve().then(() => success({ networkType: 'wifi' })); },
  };
  const runtime = createRuntime({
    root, clock, globals: { wx, Component: (definition) => globalThis.Component(definition), ...globals },
  });

  // Its own way would be Node's require, with all of Node around the page.
  loader.runJs = (file) => { runtime.run(`${path.relative(root, file)}.js`); };
  // Nor does it know of miniprogram_npm.
  const used = Object.entries(JSON.parse(readFileSync(path.join(root, `${page}.json`), 'utf8')).usingComponents);
  const usingComponents = Object.fromEntries(used.map(([tag, name]) => [tag, `/miniprogram_npm/${name}`]));
  const tree = simulate.render(simulate.load(path.join(root, page), { rootPath: root, usingComponents }));
  tree.attach(document.body);
  tree.instance.onLoad({});
  tree.instance.onShow();

  const player = () => tree.querySelector('#player');

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
      const found = tree.querySelector(selector);
      return found ? found.dom.textContent.trim() : null;
    },
    /** The element that stands for the native player, or null. */
    get player() {
      return player() ? player().dom : null;
    },
    get src() {
      return tree.data.src;
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
      tree.querySelector(selector).dispatchEvent('tap');
      await clock.settle();
    },
    async hide() {
      tree.instance.onHide();
      await clock.settle();
    },
    async show() {
      tree.instance.onShow();
      await clock.settle();
    },
    async unload() {
      tree.instance.onUnload();
      tree.detach();
      await clock.settle();
    },
  };
}
