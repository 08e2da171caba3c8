// WeChat's <live-pusher>: what its events mean to the supervisor, and its commands as calls of a LivePusherContext.

import { inspect, SUPERVISED_OPTIONS } from '../core/arguments.js';
import { listener, liveComponent, numeric, pageMethods } from './component.js';
import { supervise, supervisorFor } from './supervised.js';

/** The error event, by errCode: the user refused the camera, or the microphone. The core knows them as state codes. */
const PERMISSIONS = [10001, 10002];

/**
 * @param {object} target
 * @param {any} target.context the LivePusherContext; read anew for every call
 * @param {(url: string) => unknown} target.setUrl may return a promise that resolves in the callback of setData: only then has the view the address
 * @param {import('../../pkg/playward/index.js').SupervisedOptions} options
 */
export function superviseLivePusher(target, options) {
  const supervisor = supervisorFor(options, [
    ...inspect(target, 'target', { context: 'object', setUrl: 'function' }),
    ...inspect(options, 'options', SUPERVISED_OPTIONS, true),
  ], { component: 'live-pusher' });
  const component = liveComponent(target, 'start', (url) => target.setUrl(url));
  const { handle: supervised, dispatch, refuseClosed } = supervise(supervisor, options, component.connect);

  return Object.assign(supervised, {
    handle: listener(dispatch, (type, detail) => {
      if (type !== 'error') return component.read(type, detail);
      const code = numeric(detail.errCode);
      return PERMISSIONS.includes(code) ? component.read('statechange', { code }) : null;
    }),
  }, pageMethods(target, dispatch, refuseClosed));
}
