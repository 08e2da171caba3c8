// What the toolbox says; findings speak for themselves.

import { learn } from '../text.js';

learn({
  box_trace: ['一次播放的轨迹', 'The trace of a session'],
  box_trace_hint: ['把 supervisor.trace() 的 JSON 文件拖到这里，或选择它。文件不离开这个页面。', 'Drop the JSON of supervisor.trace() here, or choose the file. It does not leave this page.'],
  box_file: ['轨迹文件', 'Trace file'],
  box_policy: ['换一种策略（JSON，可不填）', 'Another policy (JSON, optional)'],
  box_picture: ['这次播放的图', 'The picture of the session'],
  box_same: ['{n} 个决定，与当时一致', '{n} decisions, as they were then'],
  box_differs: ['{n} 处与当时不同，第一处是 events[{at}]：当时 {then}，现在 {now}', '{n} decided otherwise; the first is events[{at}]: then {then}, now {now}'],
  box_address: ['播放地址', 'Play address'],
  box_usersig: ['UserSig', 'UserSig'],
  box_states: ['状态码和时刻（秒）', 'State codes with times (seconds)'],
  box_states_hint: ['例如 2004@1 2103@20 2003@22；不写时刻的，比前一个晚一秒。', 'For example 2004@1 2103@20 2003@22; a code without a time comes a second later.'],
  box_ezviz: ['萤石接口的答复（JSON）', 'An answer of EZVIZ (JSON)'],
  box_secret: ['粘贴的内容只在这个页面里解析；结果里看不到签名。', 'What you paste is read on this page alone; no result shows a signature.'],
});
