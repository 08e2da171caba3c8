// Launches a built mini-program in the logic layer of a phone, without its drawing: its app.js, then the first page of app.json.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Clock } from '../js/weixin/clock.mjs';
import { createRuntime } from '../js/weixin/runtime.mjs';

/** What base libraries say of a phone. */
const SYSTEM = {
  platform: 'android', system: 'Android 14', brand: 'x', model: 'x', version: '8.0.50', SDKVersion: '3.6.0', language: 'zh_CN', pixelRatio: 2,
  windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 667, statusBarHeight: 20, safeArea: { left: 0, right: 375, top: 20, bottom: 667, width: 375, height: 647 },
};

/**
 * @param {string} root the folder of app.json
 * @returns {Promise<{ drawn: string, loaded: string[] }>} drawn: all that setData was given; loaded: the wasm that was loaded
 */
export async function launch(root) {
  const clock = new Clock();
  const drawn = [];
  const pages = [];
  let app;
  /** @type {(() => object) | null} */
  let defined = null;
  const define = (kind) => (options) => { defined = () => kind(options); };
  const setData = function setData(data, done) {
    drawn.push(JSON.stringify(data));
    Object.assign(this.data, data);
    if (done) clock.globals.setTimeout(done, 0);
  };
  const instance = (methods, data) => Object.assign(Object.create({ setData, selectComponent: () => null, triggerEvent() {} }), methods, { data: { ...data }, route: first, is: first });
  const page = (options) => instance(options, options.data);
  const component = ({ methods = {}, data, properties = {}, observers, lifetimes = {}, ...rest }) => {
    const made = instance({ ...rest, ...methods }, data);
    made.properties = Object.fromEntries(Object.keys(properties).map((name) => [name, null]));
    for (const happens of ['created', 'attached', 'ready']) (lifetimes[happens] || rest[happens] || (() => {})).call(made);
    return made;
  };
  const [first] = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8')).pages;
  const runtime = createRuntime({
    root,
    clock,
    globals: {
      wx: wx(clock),
      App: (options) => { app = options; },
      Page: define(page),
      Component: define(component),
      Behavior: (options) => options,
      getApp: () => app,
      getCurrentPages: () => pages,
      // WeChat's logic layer has one, an object of its own.
      global: {},
    },
  });
  runtime.run('app.js');
  for (const happens of ['onLaunch', 'onShow']) if (app[happens]) app[happens]({ path: first, query: {}, scene: 1001 });
  defined = null;
  runtime.run(`${first}.js`);
  const opened = defined();
  pages.push(opened);
  for (const happens of ['onLoad', 'onShow', 'onReady']) if (opened[happens]) opened[happens]({});
  await clock.advance(1000);
  // The clock stands still, but promises that come from outside its realm need turns of their own.
  await clock.settle();
  if (clock.uncaught.length) throw clock.uncaught[0];
  return { drawn: drawn.join('\n'), loaded: runtime.host.loaded };
}

/** As much of wx as a framework asks for at its start. */
function wx(clock) {
  const told = () => SYSTEM;
  return {
    getSystemInfoSync: told, getWindowInfo: told, getDeviceInfo: told, getAppBaseInfo: told, getSystemSetting: told,
    getMenuButtonBoundingClientRect: () => ({ top: 24, right: 365, bottom: 56, left: 278, width: 87, height: 32 }),
    getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getAccountInfoSync: () => ({ miniProgram: { envVersion: 'release' } }),
    getStorageSync: () => '', setStorageSync() {}, canIUse: () => true,
    nextTick: (run) => { clock.globals.setTimeout(run, 0); },
    onAppShow() {}, onAppHide() {}, onThemeChange() {}, onWindowResize() {}, onError() {}, onUnhandledRejection() {}, onNetworkStatusChange() {}, onMemoryWarning() {},
  };
}
