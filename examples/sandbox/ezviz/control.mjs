// The switches: what tests and demo pages may do to the stand-in, from this process or over HTTP.

import express from 'express';
import { DAY_MS, dayNumber, deviceTime, readDeviceTime } from './device-time.mjs';
import { kindOfDay, recordings } from './recordings.mjs';

const DAYS_BACK = 5;

/** @param {object} cloud see index.mjs */
export function controlOf(cloud) {
  const { tokens, devices, faults, launches, now } = cloud;
  return {
    get account() {
      return tokens.account;
    },
    /** @param {string} serial of anybody's device */
    device(serial) {
      const device = devices.all.get(serial);
      if (!device) throw new RangeError(`one of ${[...devices.all.keys()].join(' ')}`);
      return device;
    },
    devices: () => [...devices.all.values()].map(({ state }) => state),
    /** A token that is good now. @param {string} [area] the host that it is for, China's unless it is said */
    accessToken: (area) => tokens.issue(area).accessToken,
    expireTokens: () => tokens.expireAll(),
    /** The appKey is frozen: 10005. */
    freezeApp(frozen = true) {
      tokens.frozen = frozen;
    },
    /** @param {number | null} calls a minute, beyond them 10029; null: no limit */
    limitCalls(calls) {
      cloud.callsPerMinute = calls;
    },
    /** @param {string} uuid of a QR code @param {{ deviceSerial: string, channelNo: number }} target */
    addLaunch: (uuid, target) => launches.set(uuid, target),
    /** @param {import('./faults.mjs').Fault} fault */
    inject: (fault) => faults.inject(fault, cloud.names),
    /** What was asked: { api, params without tokens and secrets, at (seconds), code } */
    requests: (api) => cloud.log.filter((entry) => api === undefined || entry.api === api),
    /** The log and the faults that wait; devices and tokens stay. */
    clear() {
      cloud.log.length = 0;
      faults.clear();
    },
    /** @param {string} day 'yyyy-MM-dd' @param {'local' | 'cloud'} [storage] */
    recordings(serial, day, storage = 'local', channelNo = 1) {
      const from = readDeviceTime(`${day} 00:00:00`);
      return recordings(`${serial}_${channelNo}`, storage, from, from + DAY_MS, now() * 1000);
    },
    /** The last days by what was recorded on them: { none, one, crossing, many }, 'yyyy-MM-dd'. */
    days() {
      const found = {};
      for (let back = 1; back <= DAYS_BACK; back += 1) {
        const ms = now() * 1000 - back * DAY_MS;
        found[kindOfDay(dayNumber(ms))] = deviceTime(ms).slice(0, 10);
      }
      return found;
    },
    describe() {
      const accounts = [tokens.account, tokens.overseas].map(({ appKey, appSecret }) => `  appKey ${appKey}   appSecret ${appSecret}`);
      const rows = [...devices.all.values()].map(({ serial, name, cameras, code }) => `  ${serial}  ${cameras.length} ch  ${name}${code ? `  ${code}` : ''}`);
      return [...accounts, ...rows].join('\n');
    },
  };
}

/** What a page may set on a device: name, method */
const SETTERS = {
  online: 'setOnline', encrypt: 'encrypt', busy: 'setBusy', answering: 'setAnswering', ptzAllowed: 'setPtzAllowed',
  privacy: 'setPrivacy', preset: 'setPreset', emptyDay: 'setEmptyDay', endName: 'setEndName',
};

/** The same over HTTP; JSON, which another site cannot post without being allowed to. */
export function remoteOf(control) {
  const actions = {
    device({ serial, breakStreams, ...settings }) {
      const device = control.device(serial);
      for (const [name, value] of Object.entries(settings)) {
        if (!SETTERS[name]) throw new RangeError(`one of ${Object.keys(SETTERS).join(' ')} breakStreams`);
        device[SETTERS[name]](value);
      }
      if (breakStreams) device.breakStreams(breakStreams === 'properly');
      return device.state;
    },
    accessToken: ({ area }) => ({ accessToken: control.accessToken(area) }),
    expireTokens: () => control.expireTokens(),
    freezeApp: ({ frozen = true }) => control.freezeApp(frozen),
    limitCalls: ({ calls = null }) => control.limitCalls(calls),
    launch: ({ uuid, ...target }) => void control.addLaunch(uuid, target),
    inject: (fault) => control.inject(fault),
    clear: () => control.clear(),
    requests: () => control.requests(),
    state: () => ({ devices: control.devices(), days: control.days() }),
  };
  const router = express.Router();
  router.use(express.json());
  router.post('/:action', (request, response) => {
    const action = Object.hasOwn(actions, request.params.action) ? actions[request.params.action] : null;
    if (!action || request.body === undefined) return response.status(action ? 400 : 404).json({ error: action ? 'content-type: application/json' : `one of ${Object.keys(actions).join(' ')}` });
    try {
      return response.json(action(request.body) ?? {});
    } catch (error) {
      return response.status(400).json({ error: error.message });
    }
  });
  return router;
}
