// The example pages are made of the views: they give them addresses, and what they play it with is the views' alone.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));

/** The files below a folder, by what their names end in. */
const files = (folder, ending) => readdirSync(join(EXAMPLES, folder), { recursive: true }).filter((file) => file.endsWith(ending)).map((file) => join(folder, file));
const read = (file) => readFileSync(join(EXAMPLES, file), 'utf8');
/** Lines that are neither empty nor a comment. */
const ownLines = (file) => read(file).split('\n').filter((line) => !/^\s*($|\/\/|\/?\*)/.test(line)).length;

/** What a page would begin with that had a player of its own. */
const PLAYERS = /<(video|live-player|live-pusher)[\s>]|\bsupervise(Video|LivePlayer|LivePusher)|\bcreate(Video|LivePlayer|LivePusher)Context/;
const without = (file) => read(file).replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');

for (const [folder, endings] of [['miniprogram/pages', ['.js', '.wxml']], ['h5/page', ['.js', '.html']]]) {
  test(`no page of ${folder} has a player of its own`, () => {
    const all = endings.flatMap((ending) => files(folder, ending));
    assert.ok(all.length > 8, all.join());
    assert.deepEqual(all.filter((file) => PLAYERS.test(without(file))), []);
  });
}

test('what a tab adds to the picture is short: its addresses, its quality, where it stands', () => {
  const pictures = ['live-view.js', 'drama/drama-video.js', 'baijiayun/baijiayun-video.js', 'ezviz/ezviz-video.js', 'ezviz/live-video.js', 'ezviz/playback-video.js'];
  const lines = Object.fromEntries(pictures.map((file) => [file, ownLines(`h5/page/${file}`)]));
  assert.deepEqual(Object.entries(lines).filter(([, count]) => count > 55), []);
});
