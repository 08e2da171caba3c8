// The example page watches its own live stream, with mpegts.js and with hls.js at once, while one of the page's fault buttons after the other is pressed.

import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../../examples/h5/server.mjs';
import { launchBrowser } from '../../tests/e2e/browser.mjs';
import { Viewer } from '../../tests/e2e/viewer.mjs';
import { randomOf } from '../../tests/js/weixin/random.mjs';
import { excesses, PageMemory } from './memory.mjs';

const ENGINES = ['mpegts', 'hls'];
/** Every button of the page that breaks something. */
export const FAULTS = ['publisher', 'device', 'servers', 'reset', 'eof', 'stall', 'forbidden', 'unavailable', 'stale', 'slow', 'frozen', 'h265', 'expire'];
const WASM_MEMORY = fileURLToPath(new URL('wasm-memory.js', import.meta.url));
const MINUTE_MS = 60_000;

/** A slow machine with much else to do. */
const START_MS = 90_000;
/** Who is not back by then does not come back by itself: three starts of the long tail, each after 45 s at most and given up after 15 s. */
const SURVIVED_MS = 180_000;
/** A fault lasts so long, at least and at most. */
const HELD_MS = [2000, 9000];
/** So much of the picture has moved since the stream is whole. */
const MOVED_MS = 3000;
/** What stands still for less is no outage. */
const STILL_MS = 1000;

/**
 * @param {{ minutes?: number, everySeconds?: number, seed?: number, onMinute?: (run: Run) => void, onLost?: (recovery: Recovery) => void }} [options]
 * @typedef {{ minute: number, faults: number, lost: number, pages: Record<string, Record<string, number>> }} Minute
 * @typedef {{ fault: string, engine: string, backMs: number | null, why: string }} Recovery backMs: from the whole stream to the picture that moves for good; null: it did not come back
 * @typedef {{ seconds: number, minutes: Minute[], recoveries: Recovery[], skipped: string[], errors: string[] }} Run skipped: what this browser or machine cannot be hurt by
 * @returns {Promise<Run>}
 */
export async function hour({ minutes = 60, everySeconds = 20, seed = 1, onMinute = () => {}, onLost = () => {} } = {}) {
  const run = { seconds: 0, minutes: [], recoveries: [], skipped: [], errors: [] };
  const [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
  try {
    await demo.stream.flowing();
    const viewers = await Promise.all(ENGINES.map((engine) => watch(browser, demo, engine)));
    const turns = inTurns(randomOf(seed));
    const fromMs = Date.now();
    for (let tick = 1; run.minutes.length < minutes; tick += 1) {
      const { fault, heldMs } = turns.next().value;
      const button = await ready(viewers, fault);
      if (button) {
        const recoveries = await once(demo, viewers, button, fault, heldMs);
        run.recoveries.push(...recoveries);
        recoveries.filter(({ backMs }) => backMs === null).forEach(onLost);
      } else if (!run.skipped.includes(fault)) run.skipped.push(fault);
      // A picture that took longer has its turn in full.
      await delay(Math.max(0, fromMs + tick * everySeconds * 1000 - Date.now()));
      if (Date.now() - fromMs < (run.minutes.length + 1) * MINUTE_MS) continue;
      const samples = await Promise.all(viewers.map(async ({ engine, memory }) => [engine, await memory.sample()]));
      const lost = run.recoveries.filter(({ backMs }) => backMs === null).length;
      const minute = { minute: Math.floor((Date.now() - fromMs) / MINUTE_MS), faults: run.recoveries.length / ENGINES.length, lost, pages: Object.fromEntries(samples) };
      run.minutes.push(minute);
      run.seconds = Math.round((Date.now() - fromMs) / 1000);
      onMinute(run);
    }
    run.errors = viewers.flatMap(({ engine, errors }) => errors.map((error) => `${engine}: ${error}`));
  } finally {
    await browser.close();
    await demo.close();
  }
  return run;
}

/** All faults, each once, in another order each time; and how long each lasts. */
function* inTurns(random) {
  const [least, most] = HELD_MS;
  for (;;) {
    const left = [...FAULTS];
    while (left.length) {
      const [fault] = left.splice(Math.floor(random() * left.length), 1);
      yield { fault, heldMs: Math.round(least + random() * (most - least)) };
    }
  }
}

async function watch(browser, demo, engine) {
  const viewer = await Viewer.open(browser, demo.url, engine, undefined, [WASM_MEMORY]);
  await viewer.until('demo.phase === "playing" && recorder.movedMs(0) > 2000', START_MS);
  return Object.assign(viewer, { engine, memory: await PageMemory.of(viewer.page) });
}

/** The page whose button for that fault can be pressed, or undefined: some faults are for one engine alone. */
async function ready(viewers, fault) {
  const able = await Promise.all(viewers.map(({ page }) => page.locator(`#fault-${fault}`).isEnabled()));
  return viewers.find((viewer, index) => able[index]);
}

/** One fault, from the button on until the picture is back in every page. @returns {Promise<Recovery[]>} */
async function once(demo, viewers, { page }, fault, heldMs) {
  // Or the recorder's own samples were what grows.
  for (const viewer of viewers) await viewer.read('void recorder.samples.splice(0, recorder.samples.length - 1)');
  await page.locator(`#fault-${fault}`).click();
  await delay(heldMs);
  await page.locator('#heal').click();
  await page.locator('#stream-state[data-broken="false"]').waitFor({ timeout: START_MS });
  await demo.stream.flowing();
  const healedMs = Date.now();
  return Promise.all(viewers.map((viewer) => back(viewer, fault, healedMs)));
}

/** The picture moves, and what moves is new: the browser decodes frames. @returns {Promise<Recovery>} */
async function back(viewer, fault, healedMs) {
  const { engine } = viewer;
  try {
    await viewer.until(`demo.phase === "playing" && recorder.movedMs(${healedMs}) > ${MOVED_MS} && recorder.stillMs() < ${STILL_MS}`, SURVIVED_MS);
    const frames = 'demo.video.getVideoPlaybackQuality().totalVideoFrames';
    const before = await viewer.read(frames);
    await viewer.until(`${frames} !== ${before}`, SURVIVED_MS);
    return { fault, engine, backMs: lastStillness(await viewer.read('recorder.steps()'), healedMs), why: '' };
  } catch (error) {
    const rows = await viewer.read('[...document.querySelectorAll("#journal tr")].slice(0, 30).map((row) => row.innerText.replace(/\\s+/g, " "))');
    return { fault, engine, backMs: null, why: [error.message, ...rows].join('\n') };
  }
}

/** When the picture last began to move again, after the stream was whole; 0: it did not stand still any more. @param {[number, number][]} steps */
function lastStillness(steps, healedMs) {
  let movedAtMs = steps[0][0];
  let backMs = 0;
  for (const [atMs, moved] of steps) {
    if (moved <= 0) continue;
    if (atMs > healedMs && atMs - movedAtMs >= STILL_MS) backMs = atMs - healedMs;
    movedAtMs = atMs;
  }
  return backMs;
}

/** What is wrong with a run, or nothing. @param {Awaited<ReturnType<typeof hour>>} run @returns {string[]} */
export function faultsOf({ minutes, recoveries, errors }) {
  return [
    ...ENGINES.flatMap((engine) => excesses(minutes.map(({ pages }) => pages[engine])).map((excess) => `${engine}: ${excess}`)),
    ...recoveries.filter(({ backMs }) => backMs === null).map(({ engine, fault, why }) => `${engine}: did not survive ${fault}: ${why}`),
    ...errors,
  ];
}
