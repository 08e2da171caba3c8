// The camera: ffmpeg pushing a test picture with a beep every second to every RTMP address it is given.

import { Program } from './program.mjs';

const RESPAWN_AFTER_MS = 1000;

/** Toned down: the colours of a test picture are hard to look at for long. */
const PICTURE = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25,hue=s=0.55'];
const SOUND = ['-f', 'lavfi', '-i', 'sine=frequency=330:beep_factor=4:sample_rate=44100'];
// A key frame every second, so that a new viewer need not wait for a picture.
const VIDEO_CODEC = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p', '-g', '25'];
const AUDIO_CODEC = ['-c:a', 'aac', '-b:a', '64k', '-af', 'volume=0.3'];

/** What that makes, picture and sound, as measured. */
export const BYTES_PER_SECOND = 215_000;

export class Publisher {
  /** @param {string} ffmpeg @param {string[]} addresses */
  constructor(ffmpeg, addresses) {
    const outputs = addresses.map((address) => `[f=flv:onfail=ignore:flvflags=no_duration_filesize]${address}`).join('|');
    this.command = ffmpeg;
    this.args = ['-hide_banner', '-loglevel', 'error', '-re', ...PICTURE, '-re', ...SOUND, ...VIDEO_CODEC, ...AUDIO_CODEC,
      '-map', '0:v', '-map', '1:a', '-flags', '+global_header', '-f', 'tee', outputs];
    this.program = null;
    this.respawn = null;
  }

  get running() {
    return this.program !== null;
  }

  start() {
    if (this.program) return;
    const again = () => {
      this.program = null;
      this.respawn = setTimeout(() => this.start(), RESPAWN_AFTER_MS);
    };
    this.program = new Program(this.command, this.args, { onExit: again });
  }

  /** SIGKILL by default: a camera that loses power says no goodbye. @param {NodeJS.Signals} [signal] */
  async stop(signal = 'SIGKILL') {
    clearTimeout(this.respawn);
    const program = this.program;
    this.program = null;
    if (program) await program.stop(signal);
  }
}
