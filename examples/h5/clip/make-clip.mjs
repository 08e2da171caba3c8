// Makes loop.flv, the stand-in for a camera where ffmpeg is missing, and the episodes of the mini-dramas: node examples/h5/clip/make-clip.mjs
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

/** Upright as mini-dramas are, each with its number, its colour and its clock; what is needed first comes first (faststart). */
const EPISODES = ['0x1f6f50', '0x9a4f1c', '0x2b5fa8'];
EPISODES.forEach((colour, index) => {
  const episode = fileURLToPath(new URL(`./episode-${index + 1}.mp4`, import.meta.url));
  const words = [
    `drawtext=text=${index + 1}:fontsize=190:fontcolor=white@0.92:x=(w-tw)/2:y=170`,
    "drawtext=text='%{pts\\:hms}':fontsize=32:fontcolor=white@0.75:x=(w-tw)/2:y=430",
  ];
  execFileSync('ffmpeg', [
    '-hide_banner', '-loglevel', 'error', '-y',
    '-f', 'lavfi', '-i', [`gradients=size=360x640:rate=25:duration=12:speed=0.02:nb_colors=3:seed=4:c0=${colour}:c1=0x0b0f15:c2=${colour}`, ...words].join(','),
    '-f', 'lavfi', '-i', `sine=frequency=${262 + 66 * index}:beep_factor=4:sample_rate=48000:duration=12`,
    '-c:v', 'libx264', '-preset', 'veryslow', '-profile:v', 'main', '-pix_fmt', 'yuv420p', '-g', '50', '-crf', '37',
    '-c:a', 'aac', '-b:a', '24k', '-ac', '1', '-af', 'volume=0.3',
    '-movflags', '+faststart', episode,
  ], { stdio: 'inherit' });
  console.log(`${episode}: ${statSync(episode).size} bytes`);
});
