// Uploads in parts: each part a file on disk, put together when they are committed.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayError, Refusal } from './answers.mjs';

export const MB = 1 << 20;
const PART = 5 * MB;
export const LARGEST = { 1: 500 * MB, 2: 10 * MB };
const [VIDEO, COVER] = ['1', '2'];

export class Uploads {
  constructor({ random }, folder) {
    this.random = random;
    this.folder = folder;
    /** upload_id to { apply, parts: Map<'1/7', { etag, size, path }> } */
    this.open = new Map();
    this.issued = 0;
  }

  apply(apply) {
    this.issued += 1;
    const id = createHash('sha256').update(`${this.random()} ${this.issued}`).digest('hex');
    this.open.set(id, { apply, parts: new Map() });
    return id;
  }

  find(id) {
    const upload = this.open.get(id);
    if (!upload) throw new Refusal(10093030, 'upload_id');
    return upload;
  }

  /** A number that comes again replaces what came before. */
  async part({ upload_id: id, part_number: number, resource_type: type, data }) {
    const upload = this.find(id);
    if (type === COVER && !upload.apply.cover_type) throw new Refusal(10090005, 'applied for without cover_type');
    if (data.size > PART) throw new GatewayError(502);
    const path = join(this.folder, `${id}-${type}-${number}`);
    await rename(data.path, path);
    const etag = `"${data.md5}"`;
    upload.parts.set(`${type}/${Number(number)}`, { etag, size: data.size, path });
    return etag;
  }

  /** @returns {Promise<{ apply, video: { path, size }, cover: { path, size } | null }>} the upload is over then */
  async commit({ upload_id: id, media_part_infos: videoParts, cover_part_infos: coverParts }) {
    const upload = this.find(id);
    if (Boolean(upload.apply.cover_type) !== Boolean(coverParts)) throw new Refusal(10093014, 'cover_part_infos');
    const video = chosen(upload, VIDEO, videoParts, 'media_part_infos');
    const cover = coverParts ? chosen(upload, COVER, coverParts, 'cover_part_infos') : null;
    this.open.delete(id);
    const committed = {
      apply: upload.apply,
      video: await this.assemble(video),
      cover: cover && await this.assemble(cover),
    };
    await Promise.all([...upload.parts.values()].map(({ path }) => rm(path, { force: true })));
    return committed;
  }

  async assemble(parts) {
    const path = `${parts[0].path}-whole`;
    await writeFile(path, '');
    for (const part of parts) await appendFile(path, createReadStream(part.path));
    return { path, size: total(parts) };
  }
}

const total = (parts) => parts.reduce((sum, { size }) => sum + size, 0);

/** The parts a list names: 1, 2, 3 … in order, each with the etag it got, none but the last short of 5 MiB. */
function chosen(upload, type, infos, name) {
  const parts = infos.map(({ part_number: number, etag }, index) => {
    if (number !== index + 1) throw new Refusal(10093014, `${name}: part_number`);
    const part = upload.parts.get(`${type}/${number}`);
    if (!part) throw new Refusal(10093014, `${name}: part ${number} is missing`);
    if (part.etag !== etag) throw new Refusal(10093014, `${name}: etag`);
    if (part.size !== PART && number !== infos.length) throw new Refusal(10093014, `${name}: size of part ${number}`);
    return part;
  });
  if (total(parts) > LARGEST[type]) throw new Refusal(10093014, `${name}: too large`);
  return parts;
}
