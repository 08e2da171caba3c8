// Play addresses: written in the vendor's shapes, signed, and read again when somebody comes with one.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from './answers.mjs';
import { compactTime, dayNumber, deviceTime, readDeviceTime } from './device-time.mjs';

export const STREAM_HOST = 'open.ys7.com';
const RTMP_ORIGIN = 'rtmp://127.0.0.1:1935';
const DEFAULT_SECONDS = 86400;
const [EZOPEN, HLS, RTMP, FLV, LLHLS] = ['1', '2', '3', '4', '5'];
const [LIVE, LOCAL] = ['1', '2'];
const SUFFIX = { [HLS]: '.m3u8', [LLHLS]: '.m3u8', [RTMP]: '', [FLV]: '.flv' };

export class Addresses {
  constructor({ now, origin, streams }) {
    this.now = now;
    this.httpOrigin = () => `${origin()}/${STREAM_HOST}`;
    this.rtmpOrigin = streams.rtmp || RTMP_ORIGIN;
    this.key = randomBytes(16);
    this.issued = 0;
  }

  sign(path, query) {
    return createHmac('sha256', this.key).update(`${path}?${query}`).digest('hex');
  }

  /** @param {import('./devices.mjs').Device} device @param {Record<string, string>} params checked one by one, not together */
  issue(device, params) {
    const { protocol = EZOPEN, type = LIVE, channelNo = '1', quality = '1', code, expireTime = DEFAULT_SECONDS } = params;
    const playback = type === LIVE ? null : span(params, protocol, type);
    if (params.playbackSpeed && !(playback && protocol === FLV)) throw new Refusal(10001);
    // What the cloud holds can be seen without the device.
    if (!playback || playback.rec === 'local') device.reach();
    if (device.code !== null && code !== device.code) throw new Refusal(60019);

    this.issued += 1;
    const id = `${Math.floor(this.now())}${String(this.issued).padStart(8, '0')}`;
    if (protocol === EZOPEN) return { id, url: ezopen(device, channelNo, quality, playback), expireTime: null };

    const expire = Math.floor(this.now()) + Number(expireTime);
    const folder = protocol === LLHLS ? 'llhls/' : '';
    const path = `/v3/${playback ? 'openpb' : 'openlive'}/${folder}${device.serial}_${channelNo}_${playback ? '1' : quality}${SUFFIX[protocol]}`;
    const query = new URLSearchParams({
      ...(playback && { begin: compactTime(playback.begin), end: compactTime(playback.end) }),
      expire, id,
      ...(playback && { rec: playback.rec }),
      ...(playback && params.playbackSpeed && { playbackSpeed: params.playbackSpeed }),
    });
    query.append('t', this.sign(path, query));
    query.append('ev', '100');
    if (device.gbchannels.length > 0) query.append('devProto', 'gb28181');
    if (params.supportH265) query.append('supportH265', params.supportH265);
    return { id, url: `${protocol === RTMP ? this.rtmpOrigin : this.httpOrigin()}${path}?${query}`, expireTime: deviceTime(expire * 1000) };
  }

  /** @param {string} path @param {URLSearchParams} query @returns {boolean} signed here and still good */
  allows(path, query) {
    const signed = new URLSearchParams([...query].slice(0, [...query.keys()].indexOf('t')));
    const given = Buffer.from(query.get('t') || '');
    const right = Buffer.from(this.sign(path, signed));
    return given.length === right.length && timingSafeEqual(given, right) && Number(query.get('expire')) > this.now();
  }
}

/** Of a recording: never HLS, both times, and in the cloud one day. */
function span({ startTime = '', stopTime = '' }, protocol, type) {
  const begin = readDeviceTime(startTime);
  const end = readDeviceTime(stopTime);
  const rec = type === LOCAL ? 'local' : 'cloud';
  const oneDay = dayNumber(begin) === dayNumber(end);
  if (protocol === HLS || !(begin < end) || (rec === 'cloud' && !oneDay)) throw new Refusal(10001);
  return { begin, end, rec };
}

function ezopen(device, channelNo, quality, playback) {
  const code = device.code === null ? '' : `${device.code}@`;
  const base = `ezopen://${code}${STREAM_HOST}/${device.serial}/${channelNo}`;
  if (!playback) return `${base}${quality === '1' ? '.hd' : ''}.live`;
  return `${base}${playback.rec === 'cloud' ? '.cloud' : ''}.rec?begin=${compactTime(playback.begin)}&end=${compactTime(playback.end)}`;
}
