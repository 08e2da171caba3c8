// The same stream in H.265, as far as a player without it gets: what it needs to set its decoder up.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program } from './program.mjs';

const SECONDS = 2;
const PICTURE = ['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=25:duration=${SECONDS}`];
const CODEC = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none', '-pix_fmt', 'yuv420p'];

const FLV_OPENING = Buffer.from('464c5601010000000900000000', 'hex');
const TAG_HEADER_BYTES = 11;
const VIDEO = 9;
/** A key frame of codec 12, and its configuration. */
const HEVC_CONFIGURATION = Buffer.from('1c00000000', 'hex');
/** A reserved kind, which players skip, for the pictures that would follow: mpegts.js looks at nothing before it has 384 KiB. */
const PADDING = 15;
const PADDING_BYTES = 400 * 1024;

export const PLAYLIST = `#EXTM3U
#EXT-X-VERSION:3
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-TARGETDURATION:${SECONDS}
#EXTINF:${SECONDS}.000,
h265.ts
`;

/** @param {string} ffmpeg @returns {Promise<{ flv: Buffer, segment: Buffer }>} the beginning of an FLV stream, and a segment of HLS */
export async function h265Stream(ffmpeg) {
  const folder = await mkdtemp(join(tmpdir(), 'playward-h265-'));
  try {
    const encoded = async (name) => {
      const file = join(folder, name);
      const program = new Program(ffmpeg, ['-hide_banner', '-loglevel', 'error', ...PICTURE, ...CODEC, file]);
      await program.exited;
      return readFile(file).catch(() => { throw new Error(`ffmpeg makes no H.265: ${program.output}`); });
    };
    const [file, segment] = [await encoded('h265.mp4'), await encoded('h265.ts')];
    return { flv: Buffer.concat([FLV_OPENING, tag(VIDEO, Buffer.concat([HEVC_CONFIGURATION, configurationOf(file)])), tag(PADDING, Buffer.alloc(PADDING_BYTES))]), segment };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The decoder's configuration: what is in the hvcC box of an MP4 file. */
function configurationOf(file) {
  const name = file.indexOf('hvcC');
  return file.subarray(name + 4, name - 4 + file.readUInt32BE(name - 4));
}

function tag(kind, body) {
  const header = Buffer.alloc(TAG_HEADER_BYTES);
  header[0] = kind;
  header.writeUIntBE(body.length, 1, 3);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(TAG_HEADER_BYTES + body.length);
  return Buffer.concat([header, body, size]);
}
