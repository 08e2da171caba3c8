// What the platform does for each API, by its name. The parameters have been checked; what cannot be done is refused.

import { Refusal } from './answers.mjs';
import { dayNumber, midnight, readDeviceTime } from './device-time.mjs';
import { recordings } from './recordings.mjs';

const MIRRORS = { 0: ['ptz_top_bottom_mirror', 'top_bottom'], 1: ['ptz_left_right_mirror', 'left_right'], 2: ['ptz_center_mirror', 'center'] };
const TALKS = ['1', '3', '4'];
const CAPTURE_SECONDS = 7200;

/** The account's own comes after the vendor's. */
const voices = (origin) => [
  ['欢迎光临', true, 3], ['请勿靠近', true, 4], ['禁止停车', true, 3], ['请出示证件', true, 4], ['当心台阶', true, 3], ['祝您一路平安', true, 4],
  ['快递请放门口', false, 5], ['我马上到家', false, 3],
].map(([voiceName, preset, duration], index) => ({ preset, voice: { voiceName, duration, fileUrl: `${origin()}/open.ys7.com/voice/${index + 1}.mp3` } }));

const page = (all, { pageStart = '0', pageSize = '10' }) => {
  const [start, size] = [Number(pageStart), Number(pageSize)];
  return { data: all.slice(start * size, (start + 1) * size), page: { total: all.length, page: start, size } };
};

const listed = ({ serial, name, type, online, code, updateTime }) => ({
  deviceSerial: serial, deviceName: name, deviceType: type, status: Number(online), defence: 0, isEncrypt: Number(code !== null),
  deviceVersion: 'V5.3.0 build 200824', updateTime,
});

/**
 * @param {object} cloud { tokens, devices, addresses, launches, now, origin }
 * @returns {Record<string, (params: Record<string, any>, device: import('./devices.mjs').Device | undefined, area: string) => { data?: any, page?: any } | void>}
 */
export function calls(cloud) {
  const { tokens, devices, addresses, launches, now, origin } = cloud;

  const ptzReady = (device) => {
    device.reach();
    if (!device.ptzAllowed) throw new Refusal(60001);
    if (device.busy) throw new Refusal(60009, 60006);
  };
  const voiceReady = (device) => {
    device.reach();
    if (!TALKS.includes(device.capacity.support_talk)) throw new Refusal(20015);
    if (device.busy) throw new Refusal(111012);
  };

  return {
    'token/get': (params) => ({ data: tokens.get(params) }),

    'device/list': (params, device, area) => page(devices.owned(area).map(listed), params),
    'device/info': (params, device) => ({ data: { ...listed(device), model: device.model } }),
    'device/capacity': (params, device) => ({ data: { ...device.capacity } }),
    'device/getWxaInfo'({ uuid }) {
      const device = launches.get(uuid);
      if (!device) throw new Refusal(10001);
      return { data: { accessToken: tokens.issue().accessToken, ...device } };
    },

    'v2/live/address/get': (params, device) => ({ data: addresses.issue(device, params) }),
    'video/by/time'({ channelNo = '1', recType = '0', startTime, endTime, stopTime }, device) {
      const nowMs = now() * 1000;
      const read = (text, otherwise) => (text === undefined ? otherwise : Number(text) || readDeviceTime(text));
      const from = read(startTime, midnight(dayNumber(nowMs)));
      const to = read(endTime || stopTime, nowMs);
      if (!(from < to)) throw new Refusal(10001);

      const camera = `${device.serial}_${channelNo}`;
      const cloudFiles = recType === '2' || !device.has('support_cloud') ? [] : recordings(camera, 'cloud', from, to, nowMs);
      const local = recType === '2' || (recType === '0' && cloudFiles.length === 0);
      if (local) device.reach();
      const files = local ? recordings(camera, 'local', from, to, nowMs) : cloudFiles;
      if (files.length === 0) return { data: device.emptyDay };
      return {
        data: files.map((file, index) => ({
          recType: local ? 2 : 1, deviceSerial: device.serial, channelNo: Number(channelNo),
          startTime: file.startTime, [device.endName]: file.endTime,
          ...(local ? { localType: 'TIMING', fileSize: 0 } : { fileId: String(file.startTime + index), cloudType: 1, isEncrypt: Number(device.code !== null) }),
        })),
      };
    },

    'device/ptz/start'({ channelNo, direction, speed }, device) {
      ptzReady(device);
      if (device.privacy) throw new Refusal(60026);
      device.camera(channelNo).start(direction, speed);
    },
    // Whatever keeps it from starting, a camera can be stopped.
    'device/ptz/stop'({ channelNo, direction }, device) {
      device.reach();
      device.camera(channelNo).stop(direction);
    },
    'device/ptz/mirror'({ command }, device) {
      ptzReady(device);
      const [key, name] = MIRRORS[command];
      if (!device.has(key)) throw new Refusal(60020);
      if (device.privacy) throw new Refusal(60026);
      device.mirrored.push(name);
    },

    'device/preset/add'({ channelNo }, device) {
      ptzReady(device);
      return { data: { index: String(device.camera(channelNo).addPreset()) } };
    },
    'device/preset/move'({ channelNo, index }, device) {
      ptzReady(device);
      if (device.privacy) throw new Refusal(60026);
      device.camera(channelNo).movePreset(Number(index));
    },
    'device/preset/clear'({ channelNo, index }, device) {
      ptzReady(device);
      device.camera(channelNo).clearPreset(Number(index));
    },

    'device/scene/switch/status'(params, device) {
      device.reach();
      if (!device.has('support_privacy')) throw new Refusal(60020);
      return { data: { deviceSerial: device.serial, channelNo: 1, enable: Number(device.privacy) } };
    },
    'device/scene/switch/set'({ enable }, device) {
      device.reach();
      if (!device.has('support_privacy')) throw new Refusal(60020);
      device.setPrivacy(enable === '1');
    },
    'device/capture'({ channelNo }, device) {
      device.reach();
      if (!device.has('support_capture')) throw new Refusal(60020);
      if (device.privacy) throw new Refusal(60017);
      return { data: { picUrl: `${origin()}/open.ys7.com/capture/${device.serial}_${channelNo}.svg?expire=${Math.floor(now()) + CAPTURE_SECONDS}` } };
    },

    'voice/query': (params) => page(voices(origin).filter(({ preset }) => preset === (params.default === 'true')).map(({ voice }) => voice), params),
    'voice/send'({ fileUrl }, device) {
      const known = voices(origin).find(({ voice }) => voice.fileUrl === fileUrl);
      if (!known) throw new Refusal(10001);
      voiceReady(device);
      device.spoken.push(known.voice.voiceName);
    },
    'voice/sendonce'({ voiceFile }, device) {
      voiceReady(device);
      device.spoken.push(voiceFile);
    },
  };
}
