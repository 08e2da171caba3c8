// What stands in a trace and in a decision, as short texts: for the timeline in a terminal and for the picture.

import { maskAddress } from './mask.js';

/** @typedef {import('../../pkg/playward/index.js').Text} Text */

/** An event by its type and what tells it from others of that type. @param {any} event */
export function eventText(event) {
  const { type } = event;
  if (type === 'state') return `state ${event.code}`;
  if (type === 'media') return [event.name, event.code, event.httpStatus].filter(Boolean).join(' ');
  if (type === 'pause') return event.by ? `pause by ${event.by}` : 'pause';
  if (type === 'floating') return event.on ? 'floating' : 'not floating';
  if (type === 'seek') return `seek ${event.position} s`;
  if (type === 'play' || type === 'address') return event.url ? `${type} ${maskAddress(event.url)}` : type;
  if (event.outcome !== undefined) return `${type} ${event.outcome ? event.outcome.class : 'network'}`;
  return type;
}

const USER = ['play', 'stop', 'pause', 'resume', 'seek', 'renew'];
const PAGE = ['hide', 'show', 'offline', 'online', 'floating'];
const ANSWERS = ['address', 'addressFailed', 'tokenRefreshed', 'tokenFailed'];

/** Who says it: user, page, answer, player, bad; or often, for what comes all the time. @param {any} event */
export function eventKind({ type, name, code }) {
  if (USER.includes(type)) return 'user';
  if (PAGE.includes(type)) return 'page';
  if (ANSWERS.includes(type)) return 'answer';
  if (type === 'wake' || type === 'netStatus' || ['progress', 'data', 'source'].includes(name)) return 'often';
  return ['error', 'refused', 'ended', 'waiting'].includes(name) || code < 0 || code === 2103 || code >= 3000 ? 'bad' : 'player';
}

/** @param {any} command */
export function commandText({ type, url, reason, position }) {
  return [type, reason && `(${reason})`, url && maskAddress(url), position !== undefined && `@${Math.round(position)} s`].filter(Boolean).join(' ');
}

/** start, ask, stop or edge. @param {any} command */
export function commandKind({ type }) {
  return { fetchAddress: 'ask', refreshToken: 'ask', stop: 'stop', catchUp: 'edge' }[type] || 'start';
}

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 100_000 ? 1 : 0)} s`;
}

/** What the viewer got. @returns {{ name: Text, value: string }[]} */
export function figures(stats) {
  const ms = (value) => (value === null ? '-' : seconds(value));
  return [
    { name: { zh: '首帧', en: 'first picture' }, value: ms(stats.firstFrameMs) },
    { name: { zh: '播放', en: 'played' }, value: ms(stats.playedMs) },
    { name: { zh: '卡住', en: 'stalled' }, value: `${ms(stats.stalledMs)} (${(100 * stats.rebufferRatio).toFixed(1)} %)` },
    { name: { zh: '最长中断', en: 'longest outage' }, value: ms(stats.longestOutageMs) },
    { name: { zh: '卡住次数', en: 'stalls' }, value: String(stats.stalls) },
    { name: { zh: '重启', en: 'restarts' }, value: String(stats.restarts) },
    { name: { zh: '要地址', en: 'addresses asked for' }, value: String(stats.addressFetches) },
    { name: { zh: '刷新令牌', en: 'tokens asked for' }, value: String(stats.tokenRefreshes) },
    { name: { zh: '追到最新', en: 'brought to the live edge' }, value: String(stats.catchUps) },
    { name: { zh: '自愈', en: 'healed by itself' }, value: String(stats.healedByItself) },
  ];
}
