// Makes loop.flv, the stand-in for a camera where ffmpeg is missing: node examples/h5/clip/make-clip.mjs
// 8 s are 200 pictures at 25/s and 375 AAC frames of 1024 samples at 48 kHz, so that the loop has no seam in either.

import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('./loop.flv', import.meta.url));

execFileSync('ffmpeg', [
  '-hide_banner', '-loglevel', 'error', '-y',
  '-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25:duration=8,hue=s=0.55',
  '-f', 'lavfi', '-i', 'sine=frequency=330:beep_factor=4:sample_rate=48000:duration=8',
  '-c:v', 'libx264', '-preset', 'veryslow', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p', '-g', '50', '-b:v', '330k', '-maxrate', '500k', '-bufsize', '1000k',
  '-c:a', 'aac', '-b:a', '32k', '-ac', '1', '-af', 'volume=0.3',
  '-flvflags', 'no_duration_filesize', '-f', 'flv', file,
], { stdio: 'inherit' });

console.log(`${file}: ${statSync(file).size} bytes`);
