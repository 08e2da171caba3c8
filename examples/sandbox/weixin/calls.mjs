// What the platform does for each interface, by its name. The fields have been checked one by one; what cannot be done is refused.

import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayError, Refusal } from './answers.mjs';
import { dramaStatus } from './dramas.mjs';
import { PASSED, TASK_FAILED } from './library.mjs';
import { LARGEST, MB } from './uploads.mjs';

const LARGEST_SINGLE = 10 * MB;
const LOCAL = /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//;

/** @param {object} cloud see index.mjs */
export function calls(cloud) {
  const { library, uploads, dramas, links, traffic, push, folder } = cloud;

  const tell = (id, sourceContext, errcode = 0, errmsg = '') => {
    push.send('secvod_upload_event', 'upload_event', { media_id: id, source_context: sourceContext, errcode, errmsg });
  };
  const uploaded = (media) => {
    tell(media.id, media.sourceContext);
    return media;
  };
  const mediaInfo = (media) => ({
    media_id: media.id, create_time: media.createTime, expire_time: 0, drama_id: media.dramaId, file_size: media.size, duration: media.duration,
    name: media.name, description: '', ...links.own(media), audit_detail: media.audit,
  });
  const dramaInfo = (drama) => ({
    drama_id: drama.id, create_time: drama.createTime, name: drama.name, playwright: '', producer: drama.producer, production_license: '',
    cover_url: links.own(drama.media[0]).cover_url, media_count: drama.media.length, description: drama.description,
    media_list: drama.media.map(({ id }) => ({ media_id: id })), audit_detail: drama.audit, expedited: drama.expedited, status: dramaStatus(drama),
    recommendations: drama.recommendations || '', actor_list: drama.actor_list,
  });
  /** Only from this machine: the stand-in asks nobody else. */
  const pull = async (url, largest) => {
    if (!LOCAL.test(url)) throw new Error('下载文件失败');
    const response = await fetch(url);
    if (!response.ok) throw new Error(`下载文件失败 ${response.status}`);
    const data = new Uint8Array(await response.arrayBuffer());
    if (data.length === 0 || data.length > largest) throw new Error('文件大小');
    const path = join(folder, randomUUID());
    await writeFile(path, data);
    return { path, size: data.length };
  };

  return {
    async singlefileupload(given) {
      const { media_data: video, cover_type: coverType, cover_data: cover } = given;
      if (Boolean(coverType) !== Boolean(cover)) throw new Refusal(10093014, 'cover_type, cover_data');
      if (video.size > LARGEST_SINGLE || (cover && cover.size > LARGEST[2])) throw new GatewayError(502);
      return { media_id: uploaded(await library.add(given, video, cover)).id };
    },
    pullupload(given) {
      const work = async () => {
        const video = await pull(given.media_url, LARGEST[1]);
        const cover = given.cover_url ? await pull(given.cover_url, LARGEST[2]) : null;
        return uploaded(await library.add(given, video, cover));
      };
      const { id, done } = library.start(work);
      cloud.pulls.push(done.then(({ status, errcode, errmsg }) => { if (status === TASK_FAILED) tell(0, given.source_context || '', errcode, errmsg); }));
      return { task_id: id };
    },
    gettask: ({ task_id: id }) => ({ task_info: library.task(id) }),
    applyupload: (given) => ({ upload_id: uploads.apply(given) }),
    uploadpart: async (given) => ({ etag: await uploads.part(given) }),
    async commitupload(given) {
      const { apply, video, cover } = await uploads.commit(given);
      return { media_id: uploaded(await library.add(apply, video, cover)).id };
    },

    listmedia: (given) => ({ media_info_list: library.list(given).map(mediaInfo) }),
    getmedia: ({ media_id: id }) => ({ media_info: mediaInfo(library.find(id)) }),
    getmedialink(given) {
      const media = library.find(given.media_id);
      // What counts is the drama, not the episode.
      if (media.dramaId === 0n || dramas.find(media.dramaId).audit.status !== PASSED) throw new Refusal(10093011, 'not approved');
      const played = links.play(media, given);
      return { media_info: { media_id: media.id, duration: media.duration, name: media.name, description: '', cover_url: links.own(media).cover_url, ...played } };
    },
    deletemedia: ({ media_id: id }) => library.remove(id),

    auditdrama: (given) => ({ drama_id: dramas.submit(given).id }),
    listdramas: (given) => ({ drama_info_list: dramas.list(given).map(dramaInfo) }),
    getdrama: ({ drama_id: id }) => ({ drama_info: dramaInfo(dramas.find(id)) }),
    getcdnusagedata: (given) => traffic.usage(given),
    getcdnlogs: (given) => traffic.logs(given),

    'media/upload'({ media }, { type }) {
      if (type !== 'image') throw new Refusal(40004);
      if (media.size > LARGEST[2]) throw new Refusal(40009);
      return { type, media_id: library.addMaterial(media), created_at: Math.floor(cloud.now()) };
    },
  };
}
