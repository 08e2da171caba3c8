// node tests/js/weixin/picture.mjs: the example's EZVIZ pages as they are drawn against the sandbox, side by side, into docs/miniprogram-ezviz.png.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../../../examples/sandbox/sandbox.mjs';
import { launchBrowser } from '../../e2e/browser.mjs';
import { buildExample } from './app.mjs';
import { Clock } from './clock.mjs';
import { HttpNetwork } from './http.mjs';
import { openPage } from './page.mjs';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const PICTURE = path.join(REPOSITORY, 'docs/miniprogram-ezviz.png');
const CLIP = path.join(REPOSITORY, 'examples/h5/clip/loop.flv');
const [WIDTH, HEIGHT] = [375, 720];

/** What a phone draws by itself. */
const NATIVE = `
* { box-sizing: border-box; }
html, body { margin: 0; height: 100%; overflow: hidden; font-family: "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif; }
wx-view, wx-live-player, wx-picker, wx-navigator, screen, ptz-pad { display: block; }
wx-input { display: flex; align-items: center; color: #8b94a3; }
.main--field-token::before { content: "accessToken"; }
.main--field-serial::before { content: "设备序列号"; }
.main--field-channel::before { content: "1"; color: #e8ebf0; }
.title-bar { padding: 14px 0 12px; text-align: center; font-size: 16px; }`;

const clock = new Clock();
const network = new HttpNetwork();
clock.outside = () => network.landing;
const sandbox = await startSandbox({ now: () => clock.nowMs / 1000 });
const app = buildExample();
const config = { PLATFORM: sandbox.reach('https://open.ys7.com'), TOKEN_URL: `${sandbox.origin}/sandbox/ezviz/accessToken`, PROTOCOL: 'flv' };
writeFileSync(path.join(app.root, 'config.js'), `module.exports = ${JSON.stringify(config)};`);

const frame = execFileSync('ffmpeg', ['-loglevel', 'error', '-ss', '2', '-i', CLIP, '-frames:v', '1', '-f', 'image2pipe', '-vcodec', 'png', '-'], { maxBuffer: 1 << 26 });
const pixels = (text) => text.replace(/(-?\d*\.?\d+)rpx/g, (_, rpx) => `${(rpx * WIDTH) / 750}px`);
/** As the simulator names the classes of a page or component. */
const style = (file, prefix, host) => readFileSync(path.join(app.root, file), 'utf8')
  .replace(/url\("[^"]*"\)|(\.)([a-z][-\w]*)(?=[^{}]*\{)/g, (all, dot, name) => (dot ? `.${prefix}--${name}` : all))
  .replaceAll(':host', host).replace(/^page /m, 'body ');

async function draw(name, title, query, show) {
  const page = openPage({ root: app.root, page: `pages/${name}/${name}`, clock, network, query });
  await show(page);
  const css = [
    NATIVE, style('app.wxss', 'main'), style(`pages/${name}/${name}.wxss`, 'main'), style('miniprogram_npm/playward/live-view/index.wxss', 'live-view', 'live-view'),
    style('miniprogram_npm/playward/ptz-pad/index.wxss', 'ptz-pad', 'ptz-pad'),
    `wx-live-player { background: url("data:image/png;base64,${frame.toString('base64')}") center / cover; }`,
  ].join('\n');
  const html = `<!doctype html><meta charset="utf-8"><style>${pixels(css)}</style><div class="title-bar">${title}</div>${pixels(page.html)}`;
  await page.unload();
  return html;
}

async function play(page) {
  await clock.until(() => page.calls.includes('play') && !network.landing);
  await page.state(2001, 2004, 2008, 2009, 2003);
  for (let second = 0; second < 45; second++) {
    await page.say('netstatus', { info: { videoFPS: 25, netSpeed: 900, videoBitrate: 800 } });
    await clock.advance(1000);
  }
}

try {
  const drawn = [
    await draw('devices', '设备', {}, (page) => clock.until(() => page.count('.device') > 0)),
    await draw('live', '直播', { deviceSerial: 'E10000008' }, async (page) => {
      await play(page);
      const pad = page.component('#ptz');
      pad.setData({ active: 'right' });
    }),
    await draw('playback', '回放', { deviceSerial: '203751922', date: sandbox.ezviz.days().many }, play),
  ];
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: drawn.length * (WIDTH + 24) + 24, height: HEIGHT + 48 }, deviceScaleFactor: 1.5 });
    const escaped = (html) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    await page.setContent(`<body style="margin:0;padding:24px;display:flex;gap:24px;background:#fff">${drawn
      .map((html) => `<iframe srcdoc="${escaped(html)}" style="width:${WIDTH}px;height:${HEIGHT}px;border:0;border-radius:28px"></iframe>`).join('')}`);
    await page.screenshot({ path: PICTURE });
  } finally {
    await browser.close();
  }
} finally {
  app.remove();
  await sandbox.close();
}
