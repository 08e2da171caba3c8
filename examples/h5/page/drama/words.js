// What the mini-drama tab says.

import { learn } from '../text.js';

learn({
  drama_list: ['短剧', 'Mini-dramas'],
  drama_episodes: ['选集', 'Episodes'],
  drama_next: ['下一集', 'Next episode'],
  drama_count: ['{n} 集', '{n} episodes'],
  drama_trial: ['试看 {n} 秒', '{n} s free'],
  drama_trial_over: ['试看结束，解锁后从这里接着看', 'The trial is over; unlocked, it goes on from here'],
  drama_unlock: ['解锁本集', 'Unlock'],
  drama_all_over: ['全剧播完了', 'That was the last episode'],
  drama_not_playable: ['《{name}》{state}，不能播放', '{name} {state} and cannot be played'],

  drama_audit: ['审核', 'Audit'],
  drama_audit_hint: ['只有整部剧审核通过才拿得到播放地址。按钮替审核员说话。', 'Links are given only once the whole drama has passed. The buttons speak for the auditors.'],
  drama_pass: ['通过', 'Pass'],
  drama_reject: ['不通过', 'Reject'],
  drama_return: ['驳回重填', 'Send back'],
  drama_resubmit: ['重新提交', 'Resubmit'],

  drama_link: ['播放地址', 'The link'],
  drama_link_hint: ['作废之后连接断开，旧地址真的返回 403；换来的新地址从同一位置接着播。', 'Once expired, the connection breaks and the old link really gets a 403; a new one goes on at the same position.'],
  drama_link_left: ['剩余有效期', 'Good for'],
  drama_link_mark: ['渠道标记', 'Mark'],
  drama_link_trial: ['试看', 'Trial'],
  drama_link_whole: ['完整', 'whole'],
  drama_expire: ['地址作废', 'Expire the link'],
  drama_short: ['地址只给 20 秒', '20-second links'],

  drama_requests: ['请求与结果', 'Requests and outcomes'],
  api_drama_list: ['剧集列表', 'Dramas'],
  api_drama_link: ['播放地址', 'Link'],
  api_drama_unlock: ['解锁', 'Unlock'],
  api_drama_submit: ['重新提交', 'Resubmit'],
  api_drama_audit: ['审核结果', 'Audit'],
  api_drama_expire: ['地址作废', 'Expire links'],
});
