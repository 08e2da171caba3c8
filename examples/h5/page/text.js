// What the page says, in Chinese and in English.

const TEXTS = {
  tagline: ['断了，会自己回来的直播画面', 'A live view that comes back by itself'],
  language: ['English', '中文'],
  tabs: ['演示', 'Demos'],
  engine: ['播放方式', 'Player'],
  engine_native: ['浏览器自带 · HLS', 'Browser · HLS'],
  unavailable: ['不可用', 'not available'],

  play: ['播放', 'Play'],
  stop: ['停止', 'Stop'],
  live: ['直播', 'LIVE'],
  live_behind: ['直播 · 落后 {s} s', 'LIVE · {s} s behind'],
  frozen: ['画面定格', 'The picture is frozen'],

  history: ['最近两分钟', 'The last two minutes'],
  break_title: ['弄断它', 'Break it'],
  break_hint: ['这些故障是真的：服务器真的停下、断开、拒绝或沉默。恢复之后什么都不用点。', 'The faults are real: servers stop, hang up, refuse, or go silent. After the repair there is nothing to click.'],
  heal: ['恢复直播流', 'Repair the stream'],
  healthy: ['直播流正常', 'The stream is healthy'],
  broken: ['直播流已中断', 'The stream is broken'],
  fault_publisher: ['摄像头断电', 'Kill camera'],
  fault_eof: ['流正常结束', 'End (ENDLIST)'],
  fault_reset: ['连接被重置', 'Reset (RST)'],
  fault_forbidden: ['地址失效 403', 'Refuse (403)'],
  fault_unavailable: ['服务器忙 503', 'Busy (503)'],
  fault_stall: ['静默卡死', 'Silent stall'],
  fault_stale: ['列表不更新', 'Stale playlist'],
  fault_slow: ['网速只剩 1/4', 'Slow link (¼)'],
  fault_frozen: ['画面定格', 'Frozen picture'],
  fault_h265: ['改发 H.265', 'Send H.265'],
  fault_expire: ['令牌到期', 'Token runs out'],
  fault_device: ['设备离线', 'Device offline'],
  fault_servers: ['服务器宕机', 'Kill servers'],

  surroundings: ['页面与网络', 'Page and network'],
  hide: ['切到后台', 'Page hidden'],
  show: ['回到前台', 'Page shown'],
  offline: ['断网', 'Go offline'],
  online: ['联网', 'Go online'],

  now: ['此刻', 'Right now'],
  rule: ['规则', 'Rule'],
  next_wake: ['最迟动作', 'Acts within'],
  none_pending: ['无', 'none'],
  attempt: ['第几次重试', 'Attempt'],
  generation: ['播放代次', 'Generation'],
  behind: ['落后直播', 'Behind live'],

  figures: ['统计', 'Statistics'],
  firstFrameMs: ['首帧', 'First picture'],
  playedMs: ['已播放', 'Played'],
  stalledMs: ['中断合计', 'Interrupted'],
  stalls: ['中断次数', 'Interruptions'],
  longestOutageMs: ['最长中断', 'Longest outage'],
  rebufferRatio: ['中断占比', 'Interrupted share'],
  restarts: ['重新起播', 'Restarts'],
  addressFetches: ['换取地址', 'Addresses fetched'],
  tokenRefreshes: ['刷新令牌', 'Token refreshes'],
  catchUps: ['追到直播', 'Catch-ups'],
  healedByItself: ['自行恢复', 'Healed by itself'],

  journal: ['每一个决定', 'Every decision'],
  time: ['时间', 'Time'],
  phase: ['状态', 'Phase'],
  commands: ['命令', 'Commands'],
  wake: ['下次', 'Next'],

  ptz: ['云台', 'Pan and tilt'],
  ptz_hint: ['按住转动，松开停止；方向键也可以。摄像机迟答、不答或报错时，也不会停不下来。', 'Hold to turn, let go to stop; the arrow keys will do. However badly the camera answers, it is never left turning.'],
  ptz_answer: ['摄像机的回答', 'The camera answers'],
  ptz_turning: ['正在转动', 'turning'],
  ptz_still: ['静止', 'still'],
  answer_200: ['正常', 'well'],
  answer_late: ['迟两秒', 'two seconds late'],
  answer_never: ['不回答', 'never'],
  answer_60005: ['60005 右限位', '60005: at its right end'],
  answer_60000: ['60000 没有云台', '60000: no PTZ'],
  answer_20007: ['20007 不在线', '20007: offline'],
  answer_10002: ['10002 令牌过期', '10002: token expired'],
  trace: ['轨迹', 'Trace'],
  trace_hint: ['同样的策略、种子和事件，永远得到同样的决定。轨迹里没有任何密钥或完整地址。', 'The same policy, seed and events always lead to the same decisions. A trace holds no key and no whole address.'],
  download: ['下载轨迹', 'Download trace'],
  replay: ['回放校验', 'Replay and compare'],
  replay_same: ['{n} 个决定，回放后全部一致', '{n} decisions, every one the same again'],
  replay_differs: ['第 {n} 个决定不一致', 'Decision {n} differs'],

  api_failed: ['演示服务器没有回应', 'The demo server does not answer'],
  load_failed: ['加载失败', 'Loading failed'],
};

/** A tab brings its own words along. @param {Record<string, [zh: string, en: string]>} texts */
export function learn(texts) {
  Object.assign(TEXTS, texts);
}

const LANGUAGES = ['zh', 'en'];
const KEPT_AS = 'playward-demo-language';

let chosen = kept();

/** 'zh' or 'en'. */
export const language = () => chosen;

function kept() {
  try {
    return LANGUAGES.includes(localStorage.getItem(KEPT_AS)) ? localStorage.getItem(KEPT_AS) : 'zh';
  } catch (refused) {
    return 'zh';
  }
}

/** @param {string} name @param {Record<string, unknown>} [values] for the {names} in it */
export function text(name, values = {}) {
  const both = TEXTS[name];
  if (!both) return '';
  return both[LANGUAGES.indexOf(chosen)].replace(/\{(\w+)\}/g, (all, key) => String(values[key]));
}

/** Unchanged words are not written again: a screen reader would read them again. @param {Element} element @param {unknown} words */
export function write(element, words) {
  if (element.textContent !== String(words)) element.textContent = String(words);
}

/** @param {{ zh: string, en: string }} message of playward's own */
export const said = (message) => message[chosen];

export function switchLanguage() {
  chosen = LANGUAGES[1 - LANGUAGES.indexOf(chosen)];
  try {
    localStorage.setItem(KEPT_AS, chosen);
  } catch (refused) {
    // It is asked again next time, and that is all.
  }
  translate();
}

export const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;

/** Puts the words into whatever asks for them: data-text, data-label, data-title. */
export function translate() {
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', text(element.dataset.label));
}
