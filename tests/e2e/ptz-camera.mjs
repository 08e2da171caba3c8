// A camera behind a page with a pad: it records what it is told, and answers late, never, or with errors.

import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StaticFiles } from '../../examples/h5/static-files.mjs';

/** A slow machine with much else to do. */
export const WAIT_MS = 45_000;

const folder = (relative) => fileURLToPath(new URL(relative, import.meta.url)).replace(/\/$/, '');

export class PtzCamera extends EventEmitter {
  static async open() {
    const camera = new PtzCamera();
    camera.server.listen(0, '127.0.0.1');
    await once(camera.server, 'listening');
    camera.url = `http://127.0.0.1:${camera.server.address().port}/`;
    return camera;
  }

  constructor() {
    super();
    const files = new StaticFiles([['/playward/', folder('../../pkg/playward')], ['/', folder('pad')]]);
    this.server = createServer((request, response) => {
      if (request.method === 'POST') this.take(request, response);
      else files.send(new URL(request.url, this.url).pathname, response);
    });
    this.reset();
  }

  reset() {
    /** What it was told. @type {{ action: string, direction: string, speed: number, seq: number }[]} */
    this.requests = [];
    /** How it answers the next ones: a code, 'never', 'broken', or 'held' until letGo(), then 200; 'late': it is told only then. @type {string[]} */
    this.answers = [];
    /** So many have come, told or not yet. */
    this.came = 0;
    this.held = new Promise((resolve) => { this.letGo = resolve; });
    this.lateMs = 0;
    this.answering = 0;
    this.atOnce = 0;
    /** More than one at once is right: the pad is closed, or a request counts as lost. */
    this.several = false;
  }

  /** In a word each. */
  get told() {
    return this.requests.map(({ action, direction }) => `${action} ${direction}`);
  }

  async take(request, response) {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const answer = this.answers.shift() || '200';
    this.came += 1;
    this.emit('came');
    if (answer === 'late') await this.held;
    this.requests.push(JSON.parse(body));
    this.emit('told');
    if (answer === 'never') return;
    if (answer === 'broken') {
      response.destroy();
      return;
    }
    this.answering += 1;
    this.atOnce = Math.max(this.atOnce, this.answering);
    await (answer === 'held' ? this.held : delay(this.lateMs));
    this.answering -= 1;
    response.end(JSON.stringify({ code: ['held', 'late'].includes(answer) ? '200' : answer }));
  }

  /** Until it has been told so much. */
  hears(count) {
    return this.#until('told', () => this.requests.length >= count, count);
  }

  /** Until so many requests have come. */
  receives(count) {
    return this.#until('came', () => this.came >= count, count);
  }

  async #until(name, enough, count) {
    const signal = AbortSignal.timeout(WAIT_MS);
    while (!enough()) {
      await once(this, name, { signal }).catch((cause) => {
        throw new Error(`${count} requests, but: ${this.told}`, { cause });
      });
    }
  }

  /** Each start is followed by a stop of its own direction before the next one, and nothing is left moving. */
  assertStill() {
    let moving = null;
    for (const { action, direction } of this.requests) {
      if (action === 'start') {
        assert.equal(moving, null, `started while it moved: ${this.told}`);
        moving = direction;
      } else {
        assert.ok(moving === null || moving === direction, `another direction: ${this.told}`);
        moving = null;
      }
    }
    assert.equal(moving, null, `left moving: ${this.told}`);
  }

  async close() {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
