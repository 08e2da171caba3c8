// The APIs as the vendor's documents list them: path, parameters (name, required, check) and the codes each may answer with.

import { readDeviceTime } from './device-time.mjs';

const text = (value) => value.length <= 1000;
const integer = (least, most) => (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most;
const oneOf = (...allowed) => (value) => allowed.includes(value);
const moment = (value) => !Number.isNaN(readDeviceTime(value));
const momentOrMs = (value) => /^\d{13}$/.test(value) || moment(value);
const CHANNEL = ['channelNo', 'N', integer(1, 999)];
/** Required, unless a GB28181 device is asked by its own name of the channel. */
const ONE_CHANNEL = ['channelNo', 'Y', integer(1, 999), 'gbchannel'];
const serial = (value) => value.length <= 50;
const page = integer(0, 1e8);
const flag = oneOf('0', '1');

const TOKEN = ['accessToken', 'Y', text];
const GBCHANNEL = ['gbchannel', 'N', text];
const SERIAL = ['deviceSerial', 'Y', serial];
const PAGES = [['pageStart', 'N', page], ['pageSize', 'N', integer(1, 50)]];

const ALWAYS = [10001, 10002, 10005, 10020, 10029, 49999, 50000];
const DEVICE = [...ALWAYS, 20002, 20014, 20018];
const ONLINE = [...DEVICE, 20006, 20007, 20008, 20032];
const PRESET = [...ONLINE, 60000, 60001, 60006, 60020, 60026];
const VOICE = [...ALWAYS, 20001, 20002, 20007, 20008, 20014, 20015, 20018, 111012];

/**
 * @typedef {object} Api
 * @property {string} name what inject() and requests() call it
 * @property {[name: string, required: 'Y' | 'N', check: (value: string) => boolean, instead?: string][]} params instead: what may stand in place of a required one
 * @property {number[]} codes
 * @property {boolean} [multipart] multipart/form-data instead of application/x-www-form-urlencoded
 */

const api = (path, params, codes, more) => ({ path, name: path.replace(/^\/(api\/lapp\/)?/, ''), params, codes, ...more });

/** @type {Api[]} */
export const APIS = [
  api('/api/lapp/token/get', [['appKey', 'Y', text], ['appSecret', 'Y', text]], [...ALWAYS, 10017, 10030]),

  api('/api/lapp/device/list', [TOKEN, ...PAGES], ALWAYS),
  api('/api/lapp/device/info', [TOKEN, SERIAL], DEVICE),
  api('/api/lapp/device/capacity', [TOKEN, SERIAL], DEVICE),
  api('/device/getWxaInfo', [['uuid', 'Y', text]], ALWAYS),

  api('/api/lapp/v2/live/address/get', [
    TOKEN, SERIAL, CHANNEL,
    ['protocol', 'N', oneOf('1', '2', '3', '4', '5')], // ezopen, hls, rtmp, flv, llhls
    ['code', 'N', text],
    ['expireTime', 'N', integer(30, 720 * 86400)],
    ['type', 'N', oneOf('1', '2', '3')], // live, local recording, cloud recording
    ['quality', 'N', oneOf('1', '2')],
    ['startTime', 'N', moment], ['stopTime', 'N', moment],
    ['supportH265', 'N', flag], ['containerFormat', 'N', flag], ['mute', 'N', flag],
    ['playbackSpeed', 'N', oneOf('-1', '0.5', '1', '2', '4', '8', '16')],
    GBCHANNEL, ['diserr', 'N', flag],
  ], [...ALWAYS, 20001, 20002, 20007, 20018, 60019]),
  api('/api/lapp/video/by/time', [
    TOKEN, SERIAL, CHANNEL, GBCHANNEL,
    ['startTime', 'N', momentOrMs], ['endTime', 'N', momentOrMs], ['stopTime', 'N', momentOrMs],
    ['recType', 'N', oneOf('0', '1', '2')], // the platform chooses, cloud, local
  ], [...ONLINE, 20001]),

  api('/api/lapp/device/ptz/start', [
    TOKEN, SERIAL, ONE_CHANNEL, GBCHANNEL,
    ['direction', 'Y', oneOf('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '16')],
    ['speed', 'Y', oneOf('0', '1', '2')],
  ], [...ONLINE, 60000, 60001, 60002, 60003, 60004, 60005, 60006, 60009, 60020, 60026]),
  api('/api/lapp/device/ptz/stop', [
    TOKEN, SERIAL, ONE_CHANNEL, GBCHANNEL,
    ['direction', 'N', oneOf('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '16')],
  ], [...ONLINE, 60000, 60001, 60006, 60009, 60020]),
  api('/api/lapp/device/ptz/mirror', [
    TOKEN, SERIAL, ONE_CHANNEL, GBCHANNEL,
    ['command', 'Y', oneOf('0', '1', '2')], // up-down, left-right, centre
  ], [...ONLINE, 60000, 60006, 60020, 60026]),

  api('/api/lapp/device/preset/add', [TOKEN, SERIAL, ONE_CHANNEL, GBCHANNEL], [...PRESET, 60007]),
  api('/api/lapp/device/preset/move', [TOKEN, SERIAL, ONE_CHANNEL, GBCHANNEL, ['index', 'Y', integer(1, 256)]], [...PRESET, 60009, 60010, 60011]),
  api('/api/lapp/device/preset/clear', [TOKEN, SERIAL, ONE_CHANNEL, GBCHANNEL, ['index', 'Y', integer(1, 256)]], [...PRESET, 60011]),

  api('/api/lapp/device/scene/switch/status', [TOKEN, SERIAL], [...ONLINE, 60020]),
  api('/api/lapp/device/scene/switch/set', [TOKEN, SERIAL, ['enable', 'Y', flag], CHANNEL, GBCHANNEL], [...ONLINE, 60020]),
  api('/api/lapp/device/capture', [TOKEN, SERIAL, ONE_CHANNEL, GBCHANNEL, ['quality', 'N', integer(0, 4)]], [...ONLINE, 60017, 60020]),

  api('/api/lapp/voice/query', [TOKEN, ['default', 'N', oneOf('true', 'false')], ['voiceName', 'N', text], ...PAGES], ALWAYS),
  api('/api/lapp/voice/send', [TOKEN, SERIAL, CHANNEL, GBCHANNEL, ['fileUrl', 'Y', text]], VOICE),
  api('/api/lapp/voice/sendonce', [TOKEN, SERIAL, CHANNEL, GBCHANNEL, ['voiceFile', 'Y', (file) => file.size > 0]], VOICE, { multipart: true }),
];

/** The parameters by name, or null where one is missing or fails its check. An empty optional one is absent; what no document names is ignored. */
export function readParams({ params }, given) {
  const read = {};
  for (const [name, required, check, instead] of params) {
    const value = given[name];
    if (value === undefined || value === '') {
      if (required === 'Y' && !given[instead]) return null;
      continue;
    }
    // A name that came twice is a list, and no document has one.
    if (Array.isArray(value) || !check(value)) return null;
    read[name] = value;
  }
  return read;
}
