// A push domain: an RTMP server that takes what comes to a signed address, until its txTime. It runs from the first openPush() on.

import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort, HOST, listening } from '../../h5/streams/port.mjs';

const SCRIPT = fileURLToPath(new URL('./push-server.mjs', import.meta.url));
const APP = 'live';

export class PushDomain {
  #cloud;
  #server = null;
  #port = 0;
  #refusing = false;
  /** The signatures that were given out, and those of them that count no more. */
  #given = new Set();
  #expired = new Set();

  /** @param {{ app: { pushKey: string }, now: () => number, log: object[] }} cloud */
  constructor(cloud) {
    this.#cloud = cloud;
  }

  /** @param {number} [port] 0: any free one @returns {Promise<string>} where it listens */
  async open(port = 0) {
    if (this.#server) return this.#origin;
    this.#port = port || await freePort();
    const server = fork(SCRIPT, [HOST, String(this.#port)], { stdio: 'ignore' });
    this.#server = server;
    server.on('message', ({ app, stream, code }) => { this.#cloud.log.push({ api: 'push', params: { app, stream }, at: this.#cloud.now(), code }); });
    this.#tell();
    if (!await listening(this.#port, () => server.exitCode !== null)) throw new Error('node-media-server does not start');
    return this.#origin;
  }

  /** @returns {{ url: string, expiresAt: number }} as a business server signs one */
  address(stream, seconds) {
    const expiresAt = Math.floor(this.#cloud.now()) + seconds;
    const txTime = expiresAt.toString(16).toUpperCase();
    const txSecret = createHash('md5').update(`${this.#cloud.app.pushKey}${stream}${txTime}`).digest('hex');
    this.#given.add(txSecret);
    this.#tell();
    return { url: `${this.#origin}/${APP}/${stream}?txSecret=${txSecret}&txTime=${txTime}`, expiresAt };
  }

  /** @param {boolean} on every push, whatever its address */
  refuse(on) {
    this.#refusing = on;
    this.#tell();
  }

  /** The pushes that are running, as a network does it. */
  cut() {
    if (this.#server) this.#server.send('cut');
  }

  /** The addresses that were given out; what runs by them runs on, as at Tencent. */
  expire() {
    this.#expired = new Set(this.#given);
    this.#tell();
  }

  async close() {
    const server = this.#server;
    this.#server = null;
    if (!server || server.exitCode !== null) return;
    server.kill();
    await once(server, 'exit');
  }

  get #origin() {
    return `rtmp://${HOST}:${this.#port}`;
  }

  #tell() {
    const { app, now } = this.#cloud;
    if (this.#server) this.#server.send({ pushKey: app.pushKey, aheadMs: now() * 1000 - Date.now(), refusing: this.#refusing, expired: [...this.#expired] });
  }
}
