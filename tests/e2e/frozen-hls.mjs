// An HLS stream whose picture can be made to stand while its sound goes on, and a page that watches it with real hls.js.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOST } from '../../examples/h5/streams/port.mjs';
import { findProgram, Program } from '../../examples/h5/streams/program.mjs';

/** How long one picture is shown when it stands: longer than a view may be without a new one. */
const STANDS_SECONDS = 13;
const MOVES_SECONDS = 26;
const FROZEN = 6;
const FPS = 25;
const TIMESCALE = 12_800;

/** A player begins three of these before the live edge: two pictures that stand are there when it comes to the first. With none to go on with, its decoder would stop the sound as well. */
const TARGET_SECONDS = 9;
/** So many segments a playlist holds. */
const WINDOW = 30;

const PICTURE = ['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=${FPS}`];
const SOUND = ['-f', 'lavfi', '-i', 'sine=frequency=330:sample_rate=44100'];
/** Every frame at first, then one in thirteen seconds. */
const FRAMES = ['-vf', `select='lt(t,${MOVES_SECONDS})+not(mod(n,${FPS * STANDS_SECONDS}))'`, '-fps_mode', 'vfr'];
const VIDEO_CODEC = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p',
  '-force_key_frames', `expr:if(lt(t,${MOVES_SECONDS}),eq(mod(t,1),0),1)`, '-video_track_timescale', String(TIMESCALE)];
const FORMAT = ['-f', 'hls', '-hls_segment_type', 'fmp4', '-hls_time', '1', '-hls_list_size', '0', '-hls_flags', 'independent_segments'];

const TYPES = { m3u8: 'application/vnd.apple.mpegurl', mp4: 'video/mp4', m4s: 'video/mp4', js: 'text/javascript', mjs: 'text/javascript', html: 'text/html' };

const PAGE = `<!doctype html><title>frozen</title><video muted playsinline></video>
<script src="/hls.js"></script>
<script type="module">
import { superviseVideo } from '/playward.mjs';
const video = document.querySelector('video');
const url = new URL('/live.m3u8', location).href;
const live = superviseVideo(video, { engine: 'hls', library: Hls, policy: { longTailMs: 10000, maxBehindMs: null }, fetchAddress: async () => ({ url }) });
// Each new player counts its pictures from 0.
window.demo = { video, phase: 'idle', decision: null, decisions: [], pictures: 0 };
let counted = 0;
let newestAt = 0;
setInterval(() => {
  const { totalVideoFrames } = video.getVideoPlaybackQuality();
  if (totalVideoFrames > counted) {
    demo.pictures += totalVideoFrames - counted;
    newestAt = video.currentTime;
  }
  counted = totalVideoFrames;
}, 50);
live.on('decision', (decision) => {
  Object.assign(demo, { decision, phase: decision.phase });
  demo.decisions.push({ rule: decision.rule, phase: decision.phase, withoutPictureMs: (video.currentTime - newestAt) * 1000 });
});
live.play(url);
</script>`;

/** The boxes of an MP4 file, or of one of its boxes: [name, where its content begins, where it ends]. @param {Buffer} file */
function boxes(file, from = 0, to = file.length) {
  const found = [];
  for (let at = from; at + 8 <= to; at += file.readUInt32BE(at)) found.push([file.toString('latin1', at + 4, at + 8), at + 8, at + file.readUInt32BE(at)]);
  return found;
}

/** A segment of one picture, which ffmpeg dates to the one before it: it begins at `seconds`, and is shown to the end of the segment. @param {Buffer} segment */
function stretch(segment, seconds) {
  const [, from, to] = boxes(segment).find(([name]) => name === 'moof');
  const [, begins, ends] = boxes(segment, from, to).find(([name]) => name === 'traf');
  const inside = Object.fromEntries(boxes(segment, begins, ends).map(([name, ...place]) => [name, place]));
  // tfhd: flags, track, duration; tfdt: flags, time of 8 bytes; trun: its last field is by how much the picture is shown later.
  segment.writeUInt32BE(STANDS_SECONDS * TIMESCALE, inside.tfhd[0] + 8);
  segment.writeBigUInt64BE(BigInt(seconds * TIMESCALE), inside.tfdt[0] + 4);
  if (segment.readUInt32BE(inside.trun[0]) & 0x800) segment.writeInt32BE(0, inside.trun[1] - 4);
  return segment;
}

/** @returns {Promise<Map<string, Buffer>>} init.mp4, moves0.m4s … and stands0.m4s … */
async function encode() {
  const folder = await mkdtemp(join(tmpdir(), 'playward-frozen-'));
  try {
    const duration = ['-t', String(MOVES_SECONDS + FROZEN * STANDS_SECONDS)];
    const program = new Program(findProgram('ffmpeg'), ['-hide_banner', '-loglevel', 'error', ...PICTURE, ...SOUND, ...duration, ...FRAMES, ...VIDEO_CODEC, '-c:a', 'aac', '-b:a', '64k', ...FORMAT, join(folder, 's.m3u8')]);
    await program.exited;
    const file = (name) => readFile(join(folder, name)).catch(() => { throw new Error(`ffmpeg makes no ${name}: ${program.output}`); });
    const files = new Map([['init.mp4', await file('init.mp4')]]);
    for (let index = 0; index < MOVES_SECONDS; index += 1) files.set(`moves${index}.m4s`, await file(`s${index}.m4s`));
    for (let index = 0; index < FROZEN; index += 1) {
      files.set(`stands${index}.m4s`, stretch(await file(`s${MOVES_SECONDS + index}.m4s`), MOVES_SECONDS + index * STANDS_SECONDS));
    }
    return files;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export class FrozenHls {
  static async open() {
    const stream = new FrozenHls(await encode());
    await new Promise((resolve) => { stream.server.listen(0, HOST, resolve); });
    return stream;
  }

  /** @param {Map<string, Buffer>} files */
  constructor(files) {
    this.files = files;
    this.frozen = false;
    /** All that there has been: [file, seconds, whether it follows on the one before]. */
    this.entries = [];
    this.pending = null;
    this.counts = { moves: 0, stands: 0 };
    this.server = createServer((request, response) => this.answer(new URL(request.url, this.origin).pathname.slice(1), response));
    this.fill();
  }

  /** A playlist full of new segments. */
  fill() {
    for (let index = 0; index < WINDOW; index += 1) this.entries.push(this.next());
  }

  get origin() {
    return `http://${HOST}:${this.server.address().port}`;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => { this.server.close(resolve); });
  }

  /** What the camera makes next. Each kind begins again at its end. */
  next() {
    const [kind, seconds, all] = this.frozen ? ['stands', STANDS_SECONDS, FROZEN] : ['moves', 1, MOVES_SECONDS];
    const index = this.counts[kind] % all;
    this.counts[kind] += 1;
    const last = this.entries.at(-1);
    return { name: `${kind}${index}.m4s`, seconds, follows: !last || (index > 0 && last.name.startsWith(kind)) };
  }

  /** The camera's picture stands from now on. Two such segments are there at once: waiting for the second, a decoder stops the sound, too. */
  freeze() {
    this.frozen = true;
    this.pending = null;
    for (let ahead = 0; ahead < 2; ahead += 1) this.entries.push(this.next());
  }

  /** The camera begins again. */
  heal() {
    this.frozen = false;
    this.pending = null;
    this.fill();
  }

  /** A segment is there when its time has passed. */
  playlist() {
    for (;;) {
      this.pending ||= { entry: this.next(), atMs: Date.now() };
      const { entry, atMs } = this.pending;
      if (Date.now() < atMs + entry.seconds * 1000) break;
      this.entries.push(entry);
      this.pending = { entry: this.next(), atMs: atMs + entry.seconds * 1000 };
    }
    const first = this.entries.length - WINDOW;
    const seams = this.entries.slice(0, first + 1).filter(({ follows }) => !follows).length;
    const lines = this.entries.slice(first).map(({ name, seconds, follows }, index) => `${follows || index === 0 ? '' : '#EXT-X-DISCONTINUITY\n'}#EXTINF:${seconds}.000,\n${name}\n`);
    return `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:${TARGET_SECONDS}\n#EXT-X-MEDIA-SEQUENCE:${first}\n#EXT-X-DISCONTINUITY-SEQUENCE:${seams}\n#EXT-X-MAP:URI="init.mp4"\n${lines.join('')}`;
  }

  async answer(name, response) {
    const send = (type, body) => {
      response.writeHead(200, { 'content-type': TYPES[type], 'cache-control': 'no-store' });
      response.end(body);
    };
    if (name === '') send('html', PAGE);
    else if (name === 'hls.js') send('js', await readFile('node_modules/hls.js/dist/hls.min.js'));
    else if (name === 'playward.mjs') send('mjs', await readFile('pkg/playward/inline.mjs'));
    else if (name === 'live.m3u8') send('m3u8', this.playlist());
    else if (this.files.has(name)) send('m4s', this.files.get(name));
    else response.writeHead(404).end();
  }
}
