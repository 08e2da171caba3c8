// What the Baijiayun tab says.

import { learn } from '../text.js';

learn({
  baijiayun_list: ['视频', 'Videos'],
  baijiayun_empty: ['还没有视频，先上传一个', 'No videos yet: upload one'],
  baijiayun_quality: ['清晰度', 'Quality'],
  baijiayun_inexact: ['没有{wanted}，播放最接近的{playing}', 'No {wanted}: the nearest is {playing}'],
  baijiayun_exact: ['正在播放{playing}', 'Playing {playing}'],
  baijiayun_not_playable: ['{name}：{state}，不能播放', '{name}: {state}; it cannot be played'],

  baijiayun_upload: ['上传', 'Upload'],
  baijiayun_upload_hint: ['服务器只签发上传地址，文件由页面直传；密钥不到页面。', 'The server signs an upload address, and the page sends the file there; the key never comes here.'],
  baijiayun_clip: ['上传演示片段', 'Upload the demo clip'],
  baijiayun_file: ['选择文件', 'Choose a file'],
  baijiayun_idle: ['空闲', 'Idle'],
  baijiayun_sending: ['正在上传 {n}%', 'Uploading {n}%'],
  baijiayun_sent: ['上传完成', 'Uploaded'],
  baijiayun_unsent: ['上传失败', 'The upload failed'],

  baijiayun_address: ['播放地址', 'The address'],
  baijiayun_address_hint: ['作废后旧地址真的返回 403；换来新地址，清晰度和位置不变。', 'Once expired, the old address really gets a 403; the new one keeps quality and position.'],
  baijiayun_left: ['剩余有效期', 'Good for'],
  baijiayun_fetches: ['换取地址', 'Addresses fetched'],
  baijiayun_expire: ['地址作废', 'Expire the addresses'],
  baijiayun_short: ['地址只给 5 秒', '5-second addresses'],
  baijiayun_fail: ['下次转码失败', 'Fail the next transcoding'],

  baijiayun_requests: ['请求与结果', 'Requests and outcomes'],
  api_baijiayun_upload_url: ['上传地址', 'Upload address'],
  api_baijiayun_upload: ['上传', 'Upload'],
  api_baijiayun_status: ['转码', 'Transcoding'],
  api_baijiayun_url: ['播放地址', 'Play addresses'],
  api_baijiayun_expire: ['地址作废', 'Expire addresses'],
  api_baijiayun_fail: ['转码失败', 'Fail the transcoding'],
});
