// An FLV stream on its way to a viewer, tag by tag: its picture can be made to stand while its sound goes on.

import { tagAt } from './flv-clip.mjs';

const OPENING_BYTES = 13;
const TAG_HEADER_BYTES = 11;
const SIZE_FIELD_BYTES = 4;
const VIDEO = 9;
const KEY_FRAME = 1;
const CONFIGURATION = 0;

/** For so long the last picture is shown: a player takes it that nothing is missing. */
const LASTS_MS = 120_000;
const AHEAD = 8;

export class FlvPicture {
  constructor() {
    this.frozen = false;
    /** The picture that lasts has been sent. */
    this.standing = false;
    this.rest = Buffer.alloc(0);
    this.opened = false;
  }

  /** @param {Buffer} chunk of any size @returns {Buffer[]} what is sent of it, and of what came before */
  pass(chunk) {
    this.rest = Buffer.concat([this.rest, chunk]);
    const sent = [];
    for (let bytes = this.next(); bytes; bytes = this.next()) sent.push(...this.filter(bytes));
    return sent;
  }

  /** The next whole tag, or the opening of the file; null: it has not come yet. */
  next() {
    const size = this.opened
      ? (this.rest.length >= TAG_HEADER_BYTES ? TAG_HEADER_BYTES + this.rest.readUIntBE(1, 3) + SIZE_FIELD_BYTES : Infinity)
      : OPENING_BYTES;
    if (this.rest.length < size) return null;
    const bytes = this.rest.subarray(0, size);
    this.rest = this.rest.subarray(size);
    return bytes;
  }

  filter(bytes) {
    if (!this.opened) {
      this.opened = true;
      return [bytes];
    }
    const isPicture = bytes[0] === VIDEO && bytes[TAG_HEADER_BYTES + 1] !== CONFIGURATION;
    if (!this.frozen || !isPicture) return [bytes];
    if (this.standing) return [];
    // Until there is one that can stand by itself: a hole would stop the sound as well.
    if (bytes[TAG_HEADER_BYTES] >> 4 !== KEY_FRAME) return [bytes];
    this.standing = true;
    // How long a picture lasts shows when the next one comes. A decoder that has none to go on with would stop the sound, too.
    const atMs = bytes.readUIntBE(4, 3) + bytes[7] * 0x1000000;
    return [bytes, ...Array.from({ length: AHEAD }, (none, index) => tagAt({ bytes }, atMs + LASTS_MS * (index + 1)))];
  }
}
