// What a page holds, and whether that grows.

const KIB = 1024;

/** So much more than early at most: medians. */
const GROWTH = 1.1;
/** What the page keeps on purpose, 2,000 events of its trace and 400 rows of its journal, is full by then. */
const FULL_AFTER_MINUTES = 15;
const WINDOW_MINUTES = 10;

/** name → how a sample is shown, whether it grows until trace and journal are full, and what no page ever holds more of. */
export const KEPT = {
  heap: { title: 'JS heap, KiB', unit: KIB, fills: true, most: 16 * 1024 * KIB },
  wasm: { title: 'wasm, KiB', unit: KIB, fills: true, most: 4 * 1024 * KIB },
  nodes: { title: 'DOM nodes', unit: 1, fills: true, most: 20_000 },
  listeners: { title: 'listeners', unit: 1, fills: false, most: 200 },
  workers: { title: 'workers', unit: 1, fills: false, most: 2 },
};

export class PageMemory {
  /** @param {import('playwright-core').Page} page */
  static async of(page) {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new PageMemory(page, session);
  }

  constructor(page, session) {
    this.page = page;
    this.session = session;
  }

  /** What is left after the garbage is gone. @returns {Promise<Record<keyof typeof KEPT, number>>} bytes, and numbers of things */
  async sample() {
    // What a finalizer lets go of goes with the second one.
    for (let round = 0; round < 2; round += 1) await this.session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.session.send('Runtime.getHeapUsage');
    const { metrics } = await this.session.send('Performance.getMetrics');
    const metric = (wanted) => metrics.find(({ name }) => name === wanted).value;
    return {
      heap: usedSize,
      wasm: await this.page.evaluate('wasmBytes()'),
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      workers: this.page.workers().length,
    };
  }
}

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * The median of ten minutes against that of the last ten. The first ten begin where what fills is full, at minute 15. A run that is too short for
 * that is divided in three, and says nothing of what fills.
 * @param {Record<keyof typeof KEPT, number>[]} samples one a minute
 * @returns {{ name: keyof typeof KEPT, early: number, late: number, most: number, flat: boolean }[]} of what can be judged
 */
export function growth(samples) {
  const full = samples.length >= FULL_AFTER_MINUTES + 2 * WINDOW_MINUTES;
  const from = full ? FULL_AFTER_MINUTES : 0;
  const length = full ? WINDOW_MINUTES : Math.ceil(samples.length / 3);
  return Object.entries(KEPT).filter(([, { fills }]) => full || !fills).map(([name]) => {
    const of = (part) => median(part.map((sample) => sample[name]));
    const [early, late] = [of(samples.slice(from, from + length)), of(samples.slice(-length))];
    return { name, early, late, most: Math.max(...samples.map((sample) => sample[name])), flat: late <= early * GROWTH };
  });
}

/** What a page held too much of, or nothing. @param {Record<keyof typeof KEPT, number>[]} samples one a minute @returns {string[]} */
export function excesses(samples) {
  const shown = (name, value) => `${KEPT[name].title} ${Math.round(value / KEPT[name].unit)}`;
  return [
    ...growth(samples).filter(({ flat }) => !flat).map(({ name, early, late }) => `${shown(name, late)} at the end, ${shown(name, early)} before`),
    ...Object.entries(KEPT).filter(([name, { most }]) => samples.some((sample) => sample[name] > most)).map(([name, { most }]) => `more than ${shown(name, most)}`),
  ];
}
