// An FLV file taken apart into its tags, and a tag written down again at another time.

const FILE_HEADER_BYTES = 9;
const TAG_HEADER_BYTES = 11;
const SIZE_FIELD_BYTES = 4;
const AUDIO = 8;
const VIDEO = 9;
/** The second byte of an AVC or AAC body; 2 is the end of a sequence, which an endless one has not. */
const CONFIGURATION = 0;
const FRAME = 1;

/**
 * @typedef {object} Tag
 * @property {number} atMs
 * @property {boolean} keyFrame
 * @property {Buffer} bytes with the size field that follows it
 */

/** @param {Buffer} file @returns {{ opening: Buffer, codecs: Tag[], frames: Tag[] }} codecs: what every viewer needs first */
export function readFlv(file) {
  if (file.toString('latin1', 0, 3) !== 'FLV') throw new Error('not an FLV file');
  const codecs = [];
  const frames = [];
  let offset = file.readUInt32BE(5) + SIZE_FIELD_BYTES;
  while (offset + TAG_HEADER_BYTES <= file.length) {
    const kind = file[offset];
    const size = file.readUIntBE(offset + 1, 3);
    const end = offset + TAG_HEADER_BYTES + size + SIZE_FIELD_BYTES;
    if (end > file.length) break;
    const body = offset + TAG_HEADER_BYTES;
    const tag = {
      atMs: file.readUIntBE(offset + 4, 3) + file[offset + 7] * 0x1000000,
      keyFrame: kind === VIDEO && file[body] >> 4 === 1,
      bytes: file.subarray(offset, end),
    };
    if (kind === AUDIO || kind === VIDEO) {
      if (file[body + 1] === CONFIGURATION) codecs.push(tag);
      else if (file[body + 1] === FRAME) frames.push(tag);
    }
    offset = end;
  }
  return { opening: file.subarray(0, FILE_HEADER_BYTES + SIZE_FIELD_BYTES), codecs, frames };
}

/** @param {Tag} tag @param {number} atMs @returns {Buffer} */
export function tagAt(tag, atMs) {
  const bytes = Buffer.from(tag.bytes);
  bytes.writeUIntBE(atMs & 0xffffff, 4, 3);
  bytes[7] = (atMs >>> 24) & 0xff;
  return bytes;
}
