// What each API does. Integers of 64 bits leave as BigInts, which exact-json.mjs writes as they are.

import { Refusal } from './answers.mjs';
import { dayText, readTime, timeText } from './beijing.mjs';
import { AUDIO, DEFINITIONS, definitionOf, TYPES } from './definitions.mjs';
import { PUBLISHED, STATUS, TRANSCODED, UPLOADING } from './videos.mjs';

const IMAGES = 5;
const VOD = 5;
const STORAGE = 10_737_418_240;
const RANKED = 100;
const YEAR = 31_536_000;

/** @param {object} cloud see index.mjs @returns {Record<string, (params: object) => unknown>} by the API's name; what it returns is data */
export function calls(cloud) {
  const { account, videos, uploads, transcoder, player, addresses, categories, statistics, store, now } = cloud;
  const find = ({ video_id: id }) => videos.find(id);
  const idOf = ({ id }) => BigInt(id);
  const statusOf = ({ publish }) => (publish === PUBLISHED ? 1 : 0);
  const ours = (product = 0) => (product === 0 || product === VOD ? videos.all() : []);
  const sum = (byDay) => Object.values(byDay).reduce((total, one) => total + one, 0);
  const paged = (rows, { page, page_size: size }) => ({ total: rows.length, page, page_size: size, list: rows.slice((page - 1) * size, page * size) });
  const about = (video) => ({
    video_id: idOf(video), name: video.name, status: video.status, total_size: video.status === TRANSCODED ? video.size : 0,
    preface_url: '', length: video.length, publish_status: statusOf(video),
  });
  const subtitle = ({ subtitle_id: id }) => {
    const row = store.subtitles.get(id);
    if (!row) throw new Refusal(1, 'subtitle_id');
    return row;
  };
  const shownSubtitle = ({ id, name, path, createTime }) => ({ subtitle_id: BigInt(id), subtitle_name: name, subtitle_path: path, create_time: timeText(createTime) });

  return {
    'partner/createkey': (given) => account.key(given),

    'video/getUploadUrl': ({ file_name: fileName, definition, audio_with_view: audio, format: formats = [1, 2, 4], encrypt }) => {
      const video = videos.add({ name: fileName.replace(/\.[^.]*$/, ''), fileName, definitions: definition, formats, audio: audio === 1, encrypt: encrypt === 1 });
      return { video_id: idOf(video), upload_url: uploads.address(video) };
    },
    'video/getResumeUploadUrl': (given) => {
      const video = find(given);
      if (video.status !== UPLOADING) throw new Refusal(4001, 'status');
      return { video_id: idOf(video), upload_url: uploads.address(video), upload_size: uploads.received(video) };
    },
    'video/getStatus': (given) => {
      const { status } = find(given);
      return { status, info: STATUS[status] };
    },
    'video/getInfo': (given) => {
      const video = find(given);
      return {
        ...about(video), total_transcode_size: videos.storage(video), origin_definition: videos.originDefinition(video), create_time: video.createTime, audit_status: 0,
        file_md5: video.md5, transcode_info: videos.transcoded(video), category: categories.path(video.categoryId).map(({ id, level, name }) => ({ id: BigInt(id), level, name })),
      };
    },
    'video/getImage': (given) => {
      const video = find(given);
      const imgs = Array.from({ length: IMAGES }, (none, index) => `http://img.baijiayun.com/00-upload/image/${video.id}_${index}.jpg`);
      return { video_id: idOf(video), height: 720, width: 1280, img_count: IMAGES, imgs };
    },
    'video/removeDefinition': async (given) => {
      const video = find(given);
      const types = (given.type || [1, 2, 4, 8]).map((type) => TYPES[type]);
      const keys = DEFINITIONS.filter(({ code }) => given.definition.includes(code)).map(({ key }) => key);
      const stays = video.files.some(({ key, type }) => keys.includes(key) && type !== 'mp4' && !types.includes(type));
      if (types.includes('mp4') && stays) throw new Refusal(1, 'mp4 需最后删除');
      await videos.dropFiles(video, ({ key, type }) => keys.includes(key) && types.includes(type));
      return { video_id: idOf(video), definition: given.definition.join(','), ...(given.type && { type: given.type.join(',') }) };
    },
    'video/deleteOriginVideo': async ({ video_ids: ids }) => {
      await Promise.all(ids.map((id) => videos.find(id)).map((video) => videos.dropSource(video)));
      return null;
    },
    'video/update': (given) => {
      const video = find(given);
      if (given.name !== undefined) video.name = given.name;
      return { video_id: idOf(video) };
    },
    'video/delete': async (given) => {
      const video = find(given);
      await videos.remove(video);
      return { video_id: idOf(video) };
    },

    'video/getCategoryList': () => ({ list: categories.top() }),
    'video/getCategoryInfo': ({ category_id: id }) => (id === '0' ? { id: 0, name: '', parent_id: 0, level: 0, children: categories.top() } : categories.shown(categories.find(id))),
    'video/addCategory': ({ name, parent_id: parentId }) => {
      const { id, level } = categories.add(name, parentId);
      return { id: BigInt(id), name, parent_id: BigInt(parentId), level };
    },
    'video/deleteCategory': ({ category_id: id }) => {
      categories.remove(id);
      return { category_id: BigInt(id) };
    },
    'video/getCategoryVideo': (given) => {
      const within = categories.within(categories.find(given.category_id).id);
      const rows = videos.all().filter(({ categoryId }) => within.includes(categoryId));
      return paged(rows.map((video) => ({ ...about(video), create_time: video.createTime, ...categories.levels(video.categoryId) })), given);
    },
    'video/setVideoCategory': (given) => {
      const video = find(given);
      video.categoryId = categories.find(given.category_id).id;
      return { video_id: idOf(video), category_id: BigInt(video.categoryId), ...categories.levels(video.categoryId) };
    },

    'video/getPlayerToken': (given) => ({ token: player.token(find(given).id, given.expires_in) }),
    'video/getPlayerTokenBatch': ({ video_ids: ids, expires_in: expiresIn }) => Object.fromEntries(ids.map((id) => [id, player.token(videos.find(id).id, expiresIn)])),
    'video/getUrl': (given) => {
      const video = find(given);
      if (given.format === 'encrypt') throw new Refusal(2002, 'encrypt');
      if (video.status !== TRANSCODED) throw new Refusal(1, STATUS[video.status]);
      const files = video.files.filter(({ key, type }) => type === given.format || key === AUDIO.key);
      const entry = (file) => {
        const { width, height } = definitionOf(file.key);
        const url = addresses.link(video, file, given.expires_in);
        return file.key === AUDIO.key ? { size: file.size, url } : { duration: video.length, height, width, size: file.size, url };
      };
      return { video_id: idOf(video), play_info: Object.fromEntries(files.map((file) => [file.key, entry(file)])) };
    },
    'video/setPublishStatus': (given) => {
      find(given).publish = given.status;
      return { status: given.status };
    },
    'video/getShareUrl': (given) => player.share(find(given), now()),
    'video/getVideoList': (given) => {
      const since = given.create_time === undefined ? -Infinity : readTime(given.create_time);
      const rows = videos.all().filter(({ createTime }) => createTime >= since);
      return paged(rows.map((video) => ({
        ...about(video), create_time: timeText(video.createTime), ...(video.categoryId !== '0' && { category: categories.levels(video.categoryId) }),
      })), given);
    },
    'video/transcodeAgain': (given) => {
      const video = find(given);
      if (video.status !== TRANSCODED || !video.origin) throw new Refusal(1, video.origin ? STATUS[video.status] : '源文件已删除');
      Object.assign(video, { definitions: given.definition, formats: given.format || [1, 2, 4] });
      transcoder.begin(video);
      return { video_id: idOf(video), definition: given.definition.join(',') };
    },

    'video_account/getAccountInfo': () => ({
      partner_id: BigInt(account.partnerId), mobile: '18700000000', type: 2, status: 1, charge_type: 0, effect_time: timeText(now() - YEAR / 2), expire_time: timeText(now() + YEAR / 2),
      total_storage: STORAGE, used_storage: videos.all().reduce((total, video) => total + videos.storage(video), 0),
      used_flow: sum(statistics.flows(videos.all(), `${dayText(now()).slice(0, 8)}01`, dayText(now()))), month_flow_limit: STORAGE,
    }),
    'video_data/getUsedFlow': (given) => ({ flow: sum(statistics.flows([find(given)], given.start_date, given.end_date)) }),
    'video_account/getUsedFlow': ({ start_date: first, end_date: last }) => ({ flow: sum(statistics.flows(videos.all(), first, last)) }),
    'video_account/getUsedFlowDetail': ({ start_date: first, end_date: last }) => ({ flow: statistics.flows(videos.all(), first, last) }),
    // Numbers are texts in this answer alone.
    'video_data/getUsedFlowDetail': (given) => {
      const rows = ours(given.product_type).map((video) => ({ video_id: video.id, flow: String(statistics.flow([video], given.date)) })).filter(({ flow }) => flow !== '0');
      const { total, list } = paged(rows, given);
      return { total, list };
    },
    'video_account/getStorgeAndFlowInfo': () => {
      const storage = videos.all().reduce((total, video) => total + videos.storage(video), 0);
      const flow = statistics.flow(videos.all(), dayText(now()));
      const none = { storage: 0, flow: 0 };
      return { large_class: none, small_class: none, double_teacher: none, business: none, video: { storage, flow }, weclass: none, doc: { storage: 0 }, total: { storage, flow } };
    },
    'video_data/getVideoPlayRecord': (given) => paged(statistics.records([find(given)], given.start_time, given.end_time), given),
    'video_data/exportVideoReportBatch': (given) => paged(statistics.records(ours(given.product_type), given.start_time, given.end_time), given),
    'video_data/getVideoPlayCountRank': ({ product_type: product, start_date: first, end_date: last }) => {
      const rows = ours(product).map((video) => ({ video_id: idOf(video), play_count: statistics.count(video, first, last) }));
      return { play_rank: rows.filter(({ play_count: count }) => count > 0).sort((a, b) => b.play_count - a.play_count).slice(0, RANKED) };
    },
    'video_data/getVideoDailyPlayCount': (given) => ({ play_count: statistics.daily([find(given)], given.start_date, given.end_date) }),
    'video_data/getPartnerDailyPlayCount': ({ product_type: product, start_date: first, end_date: last }) => ({ play_count: statistics.daily(ours(product), first, last) }),

    'video/uploadSubtitle': ({ name, video_id: videoId, subtitle: file }) => {
      const { id: owner } = videos.find(videoId);
      const id = String(Math.max(261, ...[...store.subtitles.keys()].map(Number)) + 1);
      const suffix = file.filename.split('.').at(-1).toLowerCase();
      const row = { id, videoId: owner, name, path: `https://img.baijiayun.com/baijiacloud/${owner}_${id}.${suffix}`, isDefault: 0, createTime: now(), updateTime: now() };
      store.subtitles.set(id, row);
      return shownSubtitle(row);
    },
    'video/getSubtitleList': (given) => {
      const { id } = find(given);
      return [...store.subtitles.values()].filter(({ videoId }) => videoId === id)
        .map((row) => ({ ...shownSubtitle(row), is_default: row.isDefault, update_time: timeText(row.updateTime) }));
    },
    'video/updateSubtitle': (given) => {
      Object.assign(subtitle(given), { name: given.name, updateTime: now() });
      return null;
    },
    'video/setDefaultSubtitle': (given) => {
      const { id } = find(given);
      const chosen = subtitle(given);
      if (chosen.videoId !== id) throw new Refusal(1, 'subtitle_id');
      for (const row of store.subtitles.values()) if (row.videoId === id) row.isDefault = row === chosen ? 1 : 0;
      return null;
    },
    'video/deleteSubtitle': (given) => {
      store.subtitles.delete(subtitle(given).id);
      return null;
    },

    'video_account/setTranscodeCallbackUrl': ({ url }) => {
      store.settings.set('callbackUrl', url);
      return { url };
    },
    'video_account/getTranscodeCallbackUrl': () => ({ url: store.settings.get('callbackUrl') || '' }),
  };
}
