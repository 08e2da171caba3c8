// What the page says, in Chinese and in English.

const TEXTS = {
  tagline: ['断了，会自己回来的直播画面', 'A live view that comes back by itself'],
  language: ['English', '中文'],
  tabs: ['演示', 'Demos'],
  engine: ['播放方式', 'Player'],
  engine_native: ['浏览器自带 · HLS', 'Browser · HLS'],
  unavailable: ['不可用', 'not available'],

  play: ['播放', 'Play'],
  pause: ['暂停', 'Pause'],
  stop: ['停止', 'Stop'],
  mute: ['静音', 'Mute'],
  unmute: ['打开声音', 'Sound on'],
  fullscreen: ['全屏', 'Full screen'],
  live: ['直播', 'LIVE'],
  live_behind: ['直播 · 落后 {s} s', 'LIVE · {s} s behind'],
  not_live_degraded: ['画质下降', 'Degraded'],
  not_live_stale: ['非直播：源没有新内容', 'Not live: the source has nothing new'],
  not_live_ended: ['非直播：直播已结束', 'Not live: the stream has ended'],
  not_live_frozen: ['非直播：画面定格', 'Not live: the picture is frozen'],
  not_live_unstable: ['不稳定：一再中断', 'Unstable: it breaks again and again'],

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

  phase_idle: ['未开始', 'Idle'],
  phase_connecting: ['连接中', 'Connecting'],
  phase_playing: ['播放中', 'Playing'],
  phase_stalled: ['卡住了', 'Stalled'],
  phase_reconnecting: ['播放器自行重连', 'Player reconnecting'],
  phase_backoff: ['等待重试', 'Waiting to retry'],
  phase_fetching: ['换取新地址', 'Getting an address'],
  phase_suspended: ['已挂起', 'Suspended'],
  phase_paused: ['已暂停', 'Paused'],
  phase_ended: ['已结束', 'Ended'],
  phase_failed: ['已放弃', 'Gave up'],
  phase_stopped: ['已停止', 'Stopped'],

  about_backoff: ['第 {n} 次重试,{s} 秒后', 'Attempt {n} in {s} s'],
  about_stalled: ['画面停了，先等它自己恢复', 'The picture stands still; it may recover by itself'],
  about_connecting: ['正在连接', 'Connecting'],
  about_reconnecting: ['播放器正在自行重连', 'The player reconnects by itself'],
  about_fetching: ['正在向服务器要新的播放地址', 'Asking the server for a new play address'],
  about_suspended: ['页面在后台或没有网络，不打扰服务器', 'Hidden or offline: the server is left alone'],
  about_stopped: ['按播放开始', 'Press play to begin'],
  retry_now: ['立即重试', 'Retry now'],
  api_failed: ['演示服务器没有回应', 'The demo server does not answer'],
  load_failed: ['加载失败', 'Loading failed'],

  rule_play: ['用户要看：起播', 'The user wants to watch'],
  rule_already_under_way: ['已经在进行', 'Already under way'],
  rule_retry_now: ['用户不想等：马上重试', 'The user does not want to wait'],
  rule_play_when_shown: ['页面在后台，回来再播', 'Hidden: plays when shown'],
  rule_stop: ['用户不看了', 'The user stopped'],
  rule_not_wanted: ['没有人要看', 'Nobody wants to watch'],
  rule_normal_progress: ['正常步骤', 'A normal step'],
  rule_first_picture: ['首帧到了', 'The first picture'],
  rule_playing_not_proven: ['播放器说在播，还没有证据', 'The player says so; no proof yet'],
  rule_progress: ['画面在动', 'The picture moves'],
  rule_no_progress: ['画面没动', 'The picture does not move'],
  rule_playing_proven: ['画面确实在播：恢复了', 'Playing is proven'],
  rule_stall_over: ['自己恢复了', 'It recovered by itself'],
  rule_buffering: ['缓冲用完，先等等', 'The buffer ran dry: wait first'],
  rule_degraded: ['画质或声音变差', 'Worse picture or sound'],
  rule_stutter: ['画面卡顿', 'The picture stutters'],
  rule_native_retry_under_way: ['播放器正在自行重连，不打断它', 'The player reconnects by itself: left alone'],
  rule_native_retry_timeout: ['播放器没能自行恢复', 'The player has not managed by itself'],
  rule_start_timeout: ['起播超时', 'The start took too long'],
  rule_stall_timeout: ['卡住太久', 'Stalled for too long'],
  rule_disconnected: ['播放器放弃了', 'The player gave up'],
  rule_media_error: ['播放器报错', 'The player reported an error'],
  rule_live_ended: ['直播不会“播完”:当作断流', 'A live stream does not end: disconnected'],
  rule_recording_ended: ['录像播完了', 'The recording is over'],
  rule_address_refused: ['地址被拒绝：要换新的', 'The address is refused: a new one'],
  rule_address_expired: ['没有可用的地址：去要一个', 'No valid address: ask for one'],
  rule_h265_unsupported: ['无法解码 H.265', 'H.265 cannot be decoded'],
  rule_unknown_code_ignored: ['未知状态码，忽略', 'An unknown code: ignored'],
  rule_old_generation_ignored: ['上一代的消息，忽略', 'From an earlier generation: ignored'],
  rule_generation_over: ['这一代已结束，忽略', 'This generation is over: ignored'],
  rule_restart: ['第一级：重新连接', 'First rung: restart'],
  rule_recreate: ['第二级：重建播放器', 'Second rung: recreate the player'],
  rule_fresh_address: ['第三级：换新地址', 'Third rung: a fresh address'],
  rule_address_loaded: ['用新地址播放', 'The new address is played'],
  rule_address_kept: ['新地址留到下次', 'The new address is kept'],
  rule_late_answer_ignored: ['迟到的回答，忽略', 'A late answer: ignored'],
  rule_address_network_failed: ['要地址时网络失败', 'No address: the network failed'],
  rule_address_later: ['服务器让晚点再来', 'No address: later, says the server'],
  rule_address_denied: ['服务器不给地址', 'No address, for good'],
  rule_fetch_timeout: ['要地址超时', 'No answer in time'],
  rule_token_expired: ['令牌过期：刷新一次', 'The token has expired: refreshed once'],
  rule_token_refreshed: ['令牌已刷新', 'The token is new'],
  rule_token_failed: ['令牌刷新失败', 'The token could not be refreshed'],
  rule_paced: ['太密了：缓一缓', 'Too close together: paced'],
  rule_attempts_exhausted: ['重试次数用完', 'Attempts are used up'],
  rule_paused: ['用户暂停', 'The user paused'],
  rule_resumed: ['用户继续', 'The user resumed'],
  rule_hidden: ['页面在后台', 'The page is hidden'],
  rule_offline: ['没有网络', 'The network is gone'],
  rule_offline_but_playing: ['说是断网，画面却在动：继续', 'Offline, and yet it plays: go on'],
  rule_still_playing: ['回来了，画面还在动', 'Back, and still playing'],
  rule_replanned: ['回来了，马上再试', 'Back: a new try soon'],
  rule_nothing_due: ['没有要做的', 'Nothing to do'],
  rule_frozen: ['声音在走，画面定格', 'The clock goes on, the picture does not'],
  rule_stream_ended: ['源说直播已结束', 'The source says that it is over'],
  rule_stream_stale: ['源很久没有新内容', 'The source has had nothing new for long'],
  rule_data_coming_in: ['数据还在来，再等等', 'Bytes come in: wait on'],
  rule_codec_unsupported: ['换了编码也无法解码', 'The other encoding cannot be decoded either'],
  rule_healed_by_itself: ['画面自己恢复了：不再重试', 'It healed by itself: the retry is called off'],
  rule_suspended_by_system: ['系统暂停了后台的画面', 'The system paused the hidden picture'],
  rule_system_pause_over: ['系统的暂停结束：继续播放', 'The pause of the system is over'],
  rule_released: ['后台太久，放开连接', 'Hidden for too long: the connection is let go'],
  rule_catch_up: ['落后太多：追到直播', 'Too far behind: to the live edge'],
  rule_catch_up_failed: ['没追上：重新连接', 'Still behind: restart'],
  rule_address_expires_soon: ['地址快到期，先换新的', 'The address runs out soon: replaced before'],
  rule_none_yet: ['还没有地址：去要一个', 'No address yet: ask for one'],
  rule_source_over: ['源已结束：换个地址看看', 'The source is over: another address'],
  rule_used_up: ['地址只能用一次：再要一个', 'The address was good for one start: another'],
  rule_wished: ['页面要另一个地址', 'The page wishes for another address'],
  rule_seek: ['用户拖动了进度', 'The user seeks'],
  rule_trial_over: ['试看结束', 'The trial is over'],
  rule_permission_denied: ['没有摄像头或麦克风权限', 'No permission for camera or microphone'],
  rule_device_unusable: ['设备不可用', 'The device cannot be used'],
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

/** Puts the words into whatever asks for them: data-text, data-label, data-title. */
export function translate() {
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', text(element.dataset.label));
}
