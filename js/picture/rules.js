// The rules in words. English is what src/supervisor/decision.rs says of each: the build puts RULE_MEANINGS in.

const CHINESE = {
  play: '开始播放：用户要看', already_under_way: '不变：用户要的已经在进行', retry_now: '立刻重试：用户不想等', play_when_shown: '先不开始：页面在后台', stop: '停止：用户不看了',
  not_wanted: '忽略：没有人要看', normal_progress: '不变：这是正常起播的一步', first_picture: '显示播放中：首次起播来了 2003 或 2004', playing_not_proven: '等画面前进：2003、2004 和 playing 都不算证明',
  progress: '画面在前进，还不够证明已经播放', no_progress: '不变：没有前进', playing_proven: '中断结束：已证明在播放', stall_over: '又在播放：画面自己动了', buffering: '等待：缓冲空了，播放器可能自己恢复',
  degraded: '提示几秒：画面或声音变差', stutter: '提示并显示卡住：画面卡顿', native_retry_under_way: '等待，不去停：播放器正在自己重连', native_retry_timeout: '判为中断：播放器没有按时重连上',
  start_timeout: '判为中断：起播太久没有进展', stall_timeout: '判为中断：画面停得太久', disconnected: '判为中断：播放器放弃了', media_error: '判为中断：播放器或播放库报错', live_ended: '判为中断：直播结束就是断线',
  recording_ended: '播放结束：录像放完了', address_refused: '判为中断或去要地址：服务器拒绝了现在的地址', address_expired: '去要地址：现在的地址快过期，不够重启', h265_unsupported: '判为中断或去要地址：这里解不了 H.265',
  unknown_code_ignored: '不变：不认识的状态码', old_generation_ignored: '忽略：来自更早一次启动的播放器', generation_over: '只听关于地址的：这次启动已判为中断', restart: '重启播放器：第一级', recreate: '重建播放器：第二级，重启没有用',
  fresh_address: '去要地址：第三级，每次中断一回，别的都没有用', address_loaded: '加载新地址：它刚到', address_kept: '留着新地址：还不到启动的时候', late_answer_ignored: '忽略：这个问题已经不需要答案',
  address_network_failed: '继续恢复：要地址时网络不通', address_later: '很久以后再要：服务器现在没有地址', address_denied: '放弃：服务器不会再给地址', fetch_timeout: '进入等待：页面没有按时给出答复',
  token_expired: '刷新令牌：它过期了；这次中断里刷新过就放弃', token_refreshed: '再要一次地址：令牌是新的', token_failed: '进入等待或放弃：令牌刷新不了', paced: '晚点启动：之前的启动太近或太多',
  attempts_exhausted: '放弃：次数用完了', paused: '等待：用户暂停了', resumed: '继续：用户恢复了', hidden: '等待：页面在后台', offline: '等待：没有网络', offline_but_playing: '继续：说是断网，画面还在动',
  still_playing: '只重新计时：回来时画面还在动', replanned: '2 秒内再试：页面回到前台或网络恢复', frozen: '判为中断：位置在走，很久没有新画面', stream_ended: '判为中断：源说它结束了，画面停着',
  stream_stale: '判为中断：源很久没有新内容，画面停着', data_coming_in: '再等等画面：还有数据进来', codec_unsupported: '放弃：不带 H.265 的地址也解不了', healed_by_itself: '取消重试：画面自己恢复了',
  suspended_by_system: '等待：系统暂停了后台页面的画面', system_pause_over: '播放：系统的暂停结束了', released: '停掉播放器：页面在后台很久了', catch_up: '追到最新：画面落后太多', catch_up_failed: '重启：追到最新没有用',
  address_expires_soon: '边播边要地址：现在的地址会先到期', none_yet: '去要地址：还没有过', source_over: '去要地址：源结束了', used_up: '去要地址：现在的只能用一次', wished: '去要地址：页面想换一个',
  seek: '换个位置继续：用户拖动了', trial_over: '停止：试看结束', permission_denied: '放弃：用户没有允许摄像头或麦克风', device_unusable: '放弃：设备做不到', nothing_due: '不变：没有到时候的事',
};

/** @param {string} rule @returns {import('../../pkg/playward/index.js').Text | null} null: of a later version */
export function describeRule(rule) {
  return Object.hasOwn(CHINESE, rule) ? { zh: CHINESE[rule], en: RULE_MEANINGS[rule] } : null;
}
