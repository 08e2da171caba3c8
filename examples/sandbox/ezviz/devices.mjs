// The devices there are, one of each kind that a program has to cope with, and what may happen to one.

import { Refusal } from './answers.mjs';
import { Camera } from './camera.mjs';
import { deviceTime } from './device-time.mjs';
import { CHINA, OVERSEAS } from './tokens.mjs';

/** Capabilities as the API gives them: text, and of what a device lacks often no word at all. */
const FOUR_WAYS = { support_ptz: '1', ptz_preset: '1', ptz_top_bottom_mirror: '1', ptz_left_right_mirror: '1', ptz_center_mirror: '1', support_capture: '1' };
const EIGHT_WAYS = { ptz_top_bottom: '1', ptz_left_right: '1', ptz_45: '1', ptz_zoom: '1', ptz_top_bottom_mirror: '1', support_capture: '1', support_replay_speed: '1' };

/** serial, name, model, type, capacity, and what is special about it */
const CATALOGUE = [
  ['203751922', '客厅云台 / four ways', 'CS-C6CN-1C2WFR', 'C6CN', { ...FOUR_WAYS, support_privacy: '1', support_talk: '3', support_cloud: '1' }],
  ['E10000008', '新款云台 / eight ways', 'CS-H8-R100-1J5WKFL', 'H8', { ...EIGHT_WAYS, support_privacy: '1', support_talk: '1', support_cloud: '1' }, { endName: 'stopTime' }],
  ['C20000002', '门口枪机 / no PTZ', 'CS-C3W-A0-3H2WFL', 'C3W', { support_talk: '0', support_capture: '1' }, { emptyDay: null }],
  ['C30000003', '加密云台 / encrypted', 'CS-C6Wi-8D8W2DF', 'C6Wi', { support_ptz: '1', ptz_center_mirror: '1', support_talk: '4', support_cloud: '1' }, { code: 'ABCDEF' }],
  ['C40000004', '仓库云台 / offline', 'CS-C6CN-1C2WFR', 'C6CN', { ...FOUR_WAYS, support_talk: '1' }, { online: false }],
  ['N50000005', '两路录像机 / two channels', 'CS-X5S-4W', 'X5S', { ...FOUR_WAYS, ptz_center_mirror: '0', support_privacy: '0', support_talk: '0' }, { channels: 2, endName: 'stopTime', emptyDay: null }],
  ['34020000001320000001:34020000001310000003', '国标球机 / GB28181', 'GB28181', 'GB28181', { support_ptz: '1', ptz_preset: '1', support_talk: '0', support_cloud: '1' }, { gbchannels: ['34020000001310000003'] }],
  ['EU0000007', '海外云台 / overseas', 'CS-H6c-R101', 'H6c', { ...FOUR_WAYS, support_talk: '1' }, { area: OVERSEAS }],
  ['F60000006', '别人的设备 / somebody else\'s', 'CS-C6CN-1C2WFR', 'C6CN', FOUR_WAYS, { owned: false }],
];

export const DEFAULT_SERIAL = CATALOGUE[0][0];

class Device {
  constructor(now, [serial, name, model, type, capacity, { code = null, online = true, owned = true, channels = 1, area = CHINA, gbchannels = [], endName = 'endTime', emptyDay = [] } = {}]) {
    Object.assign(this, { now, serial, name, model, type, capacity, owned, code, online, endName, emptyDay, area, gbchannels });
    this.busy = false;
    this.answering = true;
    this.ptzAllowed = true;
    this.privacy = false;
    this.mirrored = [];
    this.spoken = [];
    this.updatedAt = now();
    this.cameras = Array.from({ length: channels }, () => new Camera(now, capacity));
    /** Responses that are being streamed. */
    this.viewers = new Set();
  }

  get updateTime() {
    return deviceTime(this.updatedAt * 1000);
  }

  has(key) {
    return this.capacity[key] === '1';
  }

  /** @param {string} gbchannel as GB28181 names it @returns {string | null} its number */
  channelOf(gbchannel) {
    const place = this.gbchannels.indexOf(gbchannel);
    return place < 0 ? null : String(place + 1);
  }

  hasChannel(channelNo) {
    return channelNo >= 1 && channelNo <= this.cameras.length;
  }

  camera(channelNo = 1) {
    return this.cameras[channelNo - 1];
  }

  /** For what has to go through to the device itself. */
  reach() {
    if (!this.online) throw new Refusal(20007);
    if (!this.answering) throw new Refusal(20008);
  }

  /** A device that loses its connection stops moving and streaming. */
  setOnline(online) {
    if (online !== this.online) this.updatedAt = this.now();
    this.online = online;
    if (online) return;
    for (const camera of this.cameras) camera.halt();
    this.breakStreams();
  }

  /** @param {string | null} code the verification code, null: not encrypted */
  encrypt(code) {
    this.code = code;
  }

  /** Somebody else uses it: PTZ answers 60009, voice 111012. */
  setBusy(busy) {
    this.busy = busy;
  }

  /** false: whatever has to go through to it is answered 20008. */
  setAnswering(answering) {
    this.answering = answering;
  }

  setPtzAllowed(allowed) {
    this.ptzAllowed = allowed;
  }

  setPrivacy(privacy) {
    this.privacy = privacy;
    if (privacy) for (const camera of this.cameras) camera.halt();
  }

  /** @param {{ index: number, pan?: number, tilt?: number, zoom?: number, focus?: number }} preset of the first channel; what is not said is as it is now */
  setPreset({ index, ...position }) {
    const camera = this.camera();
    camera.presets.set(index, { ...camera.position, ...position });
  }

  /** @param {[] | null} emptyDay what by/time gives as data where there is nothing */
  setEmptyDay(emptyDay) {
    this.emptyDay = emptyDay;
  }

  /** @param {'endTime' | 'stopTime'} name of a file's end in by/time */
  setEndName(name) {
    this.endName = name;
  }

  get watching() {
    return this.viewers.size;
  }

  /** @param {boolean} [properly] true: the end of the stream; false: the connection breaks */
  breakStreams(properly = false) {
    for (const response of [...this.viewers]) {
      if (properly) response.end();
      else response.destroy();
    }
  }

  /** What a demo page shows. */
  get state() {
    const { serial, name, online, busy, answering, ptzAllowed, privacy, watching, code } = this;
    const cameras = this.cameras.map(({ turning, position }) => ({ turning, position }));
    return { serial, name, online, busy, answering, ptzAllowed, privacy, watching, encrypted: code !== null, cameras };
  }
}

export class Devices {
  constructor(now) {
    this.all = new Map(CATALOGUE.map((row) => [row[0], new Device(now, row)]));
  }

  /** @param {string} area */
  owned(area) {
    return [...this.all.values()].filter((device) => device.owned && device.area === area);
  }

  /** @param {string} serial @param {string} area @returns {Device} of this account */
  find(serial, area) {
    if (/[^0-9A-Z:_-]/.test(serial)) throw new Refusal(20014, 20002);
    const device = this.all.get(serial);
    if (!device || device.area !== area) throw new Refusal(20002);
    if (!device.owned) throw new Refusal(20018);
    return device;
  }
}
