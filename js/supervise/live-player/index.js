// WeChat's <live-player>: what its events mean to the supervisor, and its commands as calls of a LivePlayerContext.

import { inspect, SUPERVISED_OPTIONS } from '../../core/arguments.js';
import { listener, liveComponent, pageMethods } from '../component.js';
import { supervise, supervisorFor } from '../supervised.js';
import { describeState } from '../supervisor.js';

/** The component's error event, by errCode, and where the words stand in the pusher's table: its codes are the other way round. */
const PERMISSIONS = { 10001: ['permission_microphone', 10002], 10002: ['permission_camera', 10001] };

/**
 * @param {object} target
 * @param {any} target.context the LivePlayerContext; read anew for every call, so recreate() may replace it
 * @param {(url: string) => unknown} target.setSrc may return a promise that resolves in the callback of setData: only then has the view the address
 * @param {() => unknown} [target.recreate] takes the component away and mounts a new one; may return a promise likewise
 * @param {import('../../../pkg/playward/index.js').SupervisedOptions} options
 */
export function superviseLivePlayer(target, options) {
  const supervisor = supervisorFor(options, [
    ...inspect(target, 'target', { context: 'object', setSrc: 'function', recreate: 'function?' }),
    ...inspect(options, 'options', SUPERVISED_OPTIONS, true),
  ]);
  const component = liveComponent(target, 'play', (url) => target.setSrc(url), target.recreate && (() => target.recreate()));
  const { handle: supervised, dispatch, tell, refuseClosed } = supervise(supervisor, options, component.connect);

  /** What the decision listeners heard last, for the one error that the supervisor does not know. */
  let decision = { phase: 'idle', wakeAtMs: null, attempt: 0, generation: 0, loading: false, degraded: false, behindMs: null };
  supervised.on('decision', (made) => { decision = made; });

  function tellPermission(errCode) {
    const permission = PERMISSIONS[errCode];
    if (!Array.isArray(permission)) return;
    const [code, words] = permission;
    const error = { code, message: describeState(words, 'live-pusher').message, retryable: false };
    tell('error', Object.assign({}, decision, { commands: [], rule: 'permission_refused', error }));
  }

  return Object.assign(supervised, {
    handle: listener(dispatch, (type, detail) => (type === 'error' ? tellPermission(detail.errCode) : component.read(type, detail))),
  }, pageMethods(target, dispatch, refuseClosed));
}
