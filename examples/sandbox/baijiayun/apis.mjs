// The 42 APIs as the document lists them: its number, path, title, request types and parameters (name, type, required, default, what it may be).
// partner_id, timestamp and sign, which all of them take, are account.mjs's.

import { readDay, readTime } from './beijing.mjs';
import { Refusal } from './answers.mjs';

const WRONG_PARAMETER = 1001;
const LARGEST = 2n ** 63n - 1n;

// Each takes a parameter's text and says what it is, or undefined.
const integer = (text) => (/^\d{1,19}$/.test(text) && BigInt(text) <= LARGEST ? text : undefined);
const id = integer;
const from = (least, most = Infinity) => (text) => (integer(text) !== undefined && Number(text) >= least && Number(text) <= most ? Number(text) : undefined);
const oneOf = (...allowed) => (text) => allowed.find((one) => String(one) === text);
const several = (read) => (text) => {
  const all = text.split(',').map(read);
  return all.includes(undefined) ? undefined : all;
};
const listOf = (...allowed) => several(oneOf(...allowed));
const ids = several(id);
const DATE = (text) => (Number.isNaN(readDay(text)) ? undefined : text);
const TIME = (text) => (Number.isNaN(readTime(text)) ? undefined : text);
const url = (text) => (/^https?:\/\/[^/\s]+/.test(text) ? text : undefined);
const string = (text) => text;
const subtitle = ({ filename = '' }) => /\.(vtt|srt)$/i.test(filename);
const DEFINITION = listOf(16, 1, 2, 4, 8); // 标清 高清 超清 720p 1080p
const FORMAT = listOf(1, 2, 4); // mp4 flv m3u8

// What two parameters may be together.
const inOrder = ({ start_date: start, end_date: end }) => (start <= end ? null : 'end_date');
const sameMonth = (given) => inOrder(given) || (given.start_date.slice(0, 7) === given.end_date.slice(0, 7) ? null : 'end_date');
const sameDay = ({ start_time: start, end_time: end }) => (start <= end && start.slice(0, 10) === end.slice(0, 10) ? null : 'end_time');

const api = (number, name, title, methods, params, rule = () => null) => ({ number, name, title, methods: methods.split('/'), params, rule });

export const APIS = [
  api('api-01', 'partner/createkey', '获取/重置partner_key', 'POST', [
    ['secret_key', 'string', '是', ''],
    ['regenerate', 'int', '否', 0, oneOf(0, 1)],
  ]),
  api('api-02', 'video/getUploadUrl', '获取视频/音频上传地址', 'POST', [
    ['file_name', 'string', '是', ''],
    ['definition', 'string', '是', '', DEFINITION],
    ['audio_with_view', 'int', '否', 0, oneOf(0, 1)],
    ['format', 'string', '否', '', FORMAT],
    ['encrypt', 'int', '否', '', oneOf(1, 2)],
    ['use_https', 'int', '否', 0, oneOf(0, 1)],
  ]),
  api('api-03', 'upload', '上传视频/音频', 'POST', [
    ['data', 'file', '是', ''],
  ]),
  api('api-04', 'video/getResumeUploadUrl', '获取断点续传地址', 'POST', [
    ['video_id', 'int', '是', '', id],
    ['use_https', 'int', '否', 0, oneOf(0, 1)],
  ]),
  api('api-05', 'video/getStatus', '查询视频转码状态', 'POST', [
    ['video_id', 'int', '是', '', id],
  ]),
  api('api-06', 'video/getInfo', '获取指定ID视频信息', 'POST', [
    ['video_id', 'int', '是', '', id],
  ]),
  api('api-07', 'video/getImage', '获取指定ID视频截图', 'POST', [
    ['video_id', 'int', '是', '', id],
  ]),
  api('api-08', 'video/removeDefinition', '清除指定清晰度(文件类型)的转码文件', 'POST', [
    ['video_id', 'int', '是', '', id],
    ['definition', 'string', '是', '', DEFINITION],
    ['type', 'string', '否', '', listOf(1, 2, 4, 8)],
  ]),
  api('api-09', 'video/deleteOriginVideo', '删除点播源文件', 'POST/GET', [
    ['video_ids', 'string', '是', '', ids],
  ]),
  api('api-10', 'video/update', '更新视频信息', 'POST', [
    ['video_id', 'int', '是', '', id],
    ['name', 'string', '否', ''],
  ]),
  api('api-11', 'video/delete', '删除视频', 'POST', [
    ['video_id', 'int', '是', '', id],
  ]),
  api('api-12', 'video/getCategoryList', '获取所有分类', 'POST', []),
  api('api-13', 'video/getCategoryInfo', '获取指定ID分类信息', 'POST', [
    ['category_id', 'string', '否', '0', id],
  ]),
  api('api-14', 'video/addCategory', '添加分类', 'POST', [
    ['name', 'string', '是', ''],
    ['parent_id', 'string', '否', '0', id],
  ]),
  api('api-15', 'video/deleteCategory', '删除分类', 'POST', [
    ['category_id', 'int', '是', '', id],
  ]),
  api('api-16', 'video/getCategoryVideo', '获取指定分类下的视频', 'POST', [
    ['category_id', 'int', '是', '', id],
    ['page_size', 'int', '否', 20, from(1, 100)],
    ['page', 'int', '否', 1, from(1)],
  ]),
  api('api-17', 'video/setVideoCategory', '设置视频分类', 'POST', [
    ['video_id', 'int', '是', '', id],
    ['category_id', 'int', '是', '', id],
  ]),
  api('api-18', 'video/getPlayerToken', '获取播放器token', 'POST', [
    ['video_id', 'int', '是', '', id],
    ['expires_in', 'int', '否', 0, from(0)],
  ]),
  api('api-19', 'video/getPlayerTokenBatch', '批量获取播放器token', 'POST', [
    ['video_ids', 'int', '是', '', ids],
    ['expires_in', 'int', '是', '', from(0)],
    ['product_type', 'int', '否', 5, oneOf(1, 2, 3, 4, 5)],
  ]),
  api('api-20', 'video_account/getAccountInfo', '获取账号套餐使用量', 'POST', []),
  api('api-21', 'video_data/getUsedFlow', '查询指定ID视频一段时间内使用的流量', 'POST', [
    ['video_id', 'int', '是', '', id],
    ['start_date', 'string', '是', '', DATE],
    ['end_date', 'string', '是', '', DATE],
  ], sameMonth),
  api('api-22', 'video_account/getUsedFlow', '查询账号一段时间内使用的流量', 'POST', [
    ['start_date', 'string', '是', '', DATE],
    ['end_date', 'string', '是', '', DATE],
  ], inOrder),
  api('api-23', 'video/getUrl', '获取转码后视频/音频地址', 'POST', [
    ['video_id', 'int', '是', '', id],
    ['format', 'string', '否', 'mp4', oneOf('mp4', 'm3u8', 'flv', 'encrypt')],
    ['expires_in', 'int', '否', 43200, from(0)],
  ]),
  api('api-24', 'video_data/getVideoPlayRecord', '获取指定视频观看记录', 'POST', [
    ['video_id', 'int', '是', '', id],
    ['start_time', 'string', '是', '', TIME],
    ['end_time', 'string', '是', '', TIME],
    ['page', 'int', '否', 1, from(1)],
    ['page_size', 'int', '否', 100, from(1, 1000)],
  ], sameDay),
  api('api-25', 'video_data/exportVideoReportBatch', '获取账号所有视频观看记录', 'POST', [
    ['product_type', 'int', '否', 0, oneOf(0, 1, 2, 3, 4, 5)],
    ['start_time', 'string', '是', '', TIME],
    ['end_time', 'string', '是', '', TIME],
    ['page', 'int', '否', 1, from(1)],
    ['page_size', 'int', '否', 100, from(1, 1000)],
  ], sameDay),
  api('api-26', 'video/setPublishStatus', '设置视频发布状态', 'POST', [
    ['video_id', 'int', '是', '', id],
    ['status', 'int', '是', '', oneOf(1, 2)],
  ]),
  api('api-27', 'video/getShareUrl', '获取视频分享地址', 'GET/POST', [
    ['video_id', 'int', '是', '', id],
  ]),
  api('api-28', 'video_data/getVideoPlayCountRank', '获取播放量排行', 'POST/GET', [
    ['product_type', 'int', '否', 0, oneOf(0, 1, 2, 3, 4, 5)],
    ['start_date', 'string', '是', '', DATE],
    ['end_date', 'string', '是', '', DATE],
  ], inOrder),
  api('api-29', 'video_data/getVideoDailyPlayCount', '获取指定ID视频播放量', 'POST/GET', [
    ['video_id', 'int', '是', '', id],
    ['start_date', 'string', '是', '', DATE],
    ['end_date', 'string', '是', '', DATE],
  ], inOrder),
  api('api-30', 'video_data/getPartnerDailyPlayCount', '获取账号视频播放量', 'POST/GET', [
    ['product_type', 'int', '否', 0, oneOf(0, 1, 2, 3, 4, 5)],
    ['start_date', 'string', '是', '', DATE],
    ['end_date', 'string', '是', '', DATE],
  ], inOrder),
  api('api-31', 'video/getVideoList', '获取点播视频列表', 'POST', [
    ['page_size', 'int', '否', 20, from(1, 1000)],
    ['page', 'int', '否', 1, from(1)],
    ['create_time', 'string', '否', '', TIME],
  ]),
  api('api-32', 'video/uploadSubtitle', '上传点播字幕文件', 'POST/GET', [
    ['name', 'string', '是', ''],
    ['video_id', 'string', '是', '', id],
    ['subtitle', 'file', '是', '', subtitle],
  ]),
  api('api-33', 'video/getSubtitleList', '获取字幕文件列表', 'POST/GET', [
    ['video_id', 'string', '是', '', id],
  ]),
  api('api-34', 'video/updateSubtitle', '更新点播字幕信息', 'POST/GET', [
    ['name', 'string', '是', ''],
    ['subtitle_id', 'string', '是', '', id],
  ]),
  api('api-35', 'video/setDefaultSubtitle', '设置字幕为默认字幕', 'POST/GET', [
    ['video_id', 'string', '是', '', id],
    ['subtitle_id', 'string', '是', '', id],
  ]),
  api('api-36', 'video/deleteSubtitle', '删除字幕文件', 'POST/GET', [
    ['subtitle_id', 'string', '是', '', id],
  ]),
  api('api-37', 'video_account/getUsedFlowDetail', '查询账号下一段时间内的流量并返回流量消耗明细', 'GET', [
    ['start_date', 'string', '是', '', DATE],
    ['end_date', 'string', '是', '', DATE],
  ], inOrder),
  api('api-38', 'video_data/getUsedFlowDetail', '查询账号产品线下一天的视频流量使用明细', 'GET', [
    ['product_type', 'int', '是', 5, oneOf(1, 2, 3, 4, 5)],
    ['date', 'string', '是', '', DATE],
    ['page', 'int', '否', 1, from(1)],
    ['page_size', 'int', '否', 100, from(1)],
  ]),
  api('api-39', 'video_account/getStorgeAndFlowInfo', '获取账号存储空间和流量使用统计', 'GET', []),
  api('api-40', 'video/transcodeAgain', '点播视频二次转码', 'POST', [
    ['video_id', 'int', '是', '', id],
    ['definition', 'string', '是', '', DEFINITION],
    ['format', 'int', '否', '', FORMAT],
  ]),
  api('callback-1', 'video_account/setTranscodeCallbackUrl', '设置转码回调地址(点播和回放)', 'POST', [
    ['url', 'string', '是', '', url],
  ]),
  api('callback-2', 'video_account/getTranscodeCallbackUrl', '查询转码回调地址(点播和回放)', 'POST', []),
];

/**
 * The parameters of a request, read as the document describes them. Names it does not have are wrong too: a misspelt one would else be lost.
 * @param {Record<string, string | object>} given a file is an object
 */
export function readParams({ params, rule }, given) {
  const read = {};
  for (const [name, type, required, fallback, reads = string] of params) {
    const value = given[name];
    if (value === undefined || value === '') {
      if (required === '是') throw new Refusal(WRONG_PARAMETER, name);
      if (fallback !== '') read[name] = fallback;
    } else {
      const isFile = typeof value === 'object';
      const understood = isFile === (type === 'file') ? reads(value) : undefined;
      if (understood === undefined || understood === false) throw new Refusal(WRONG_PARAMETER, name);
      read[name] = isFile ? value : understood;
    }
  }
  const known = new Set(params.map(([name]) => name));
  const wrong = Object.keys(given).find((name) => !known.has(name)) || rule(read);
  if (wrong) throw new Refusal(WRONG_PARAMETER, wrong);
  return read;
}
