// Lines on disk between what comes in and where it is kept. What add() has resolved for is on the disk: it survives a
// process that is killed and a database that is down. The space is bounded: when it is full, add() refuses.

import { createHash } from 'node:crypto';
import { mkdirSync, openSync, closeSync, fsyncSync } from 'node:fs';
import { open, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** A segment is handed on when it is so large, or so old. */
const SEGMENT_BYTES = 4 * 1024 * 1024;
const SEGMENT_MS = 500;
const RETRY_MS = [500, 30_000];

export class SpoolFull extends Error {}

export class Spool {
  /**
   * @param {string} folder
   * @param {(lines: string[], name: string) => Promise<void>} deliver keeps the lines of a segment; called again with the same lines and name after a failure
   * @param {{ mostBytes?: number, onTrouble?: (error: Error) => void }} [options]
   */
  constructor(folder, deliver, { mostBytes = 512 * 1024 * 1024, onTrouble = () => {} } = {}) {
    this.folder = folder;
    this.deliver = deliver;
    this.mostBytes = mostBytes;
    this.onTrouble = onTrouble;
    this.bytes = 0;
    /** Segments that wait for delivery, oldest first. @type {{ name: string, bytes: number }[]} */
    this.ready = [];
    this.waiting = [];
    this.segment = null;
    this.number = 0;
    this.writing = null;
    this.delivering = null;
    this.closed = false;
    this.wake = () => {};
  }

  /** What an earlier process left is delivered first. */
  async open() {
    mkdirSync(this.folder, { recursive: true });
    for (const name of (await readdir(this.folder)).filter((file) => file.endsWith('.jsonl')).sort()) {
      const { size } = await stat(join(this.folder, name));
      this.ready.push({ name, bytes: size });
      this.bytes += size;
    }
    this.delivering = this.#deliverAll();
    return this;
  }

  /** Resolves when the line is on the disk. @param {string} line without a line break @throws {SpoolFull} */
  add(line) {
    const size = Buffer.byteLength(line) + 1;
    if (this.bytes + size > this.mostBytes) return Promise.reject(new SpoolFull());
    this.bytes += size;
    return new Promise((resolve, reject) => {
      this.waiting.push({ line, size, resolve, reject });
      this.writing ??= this.#writeAll();
    });
  }

  /** One write and one fsync for all that came meanwhile. */
  async #writeAll() {
    await null;
    while (this.waiting.length) {
      const batch = this.waiting.splice(0);
      try {
        this.segment ??= await this.#begin();
        const text = batch.map(({ line }) => `${line}\n`).join('');
        await this.segment.file.appendFile(text);
        await this.segment.file.datasync();
        this.segment.bytes += batch.reduce((sum, { size }) => sum + size, 0);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        // Half a batch may be there: what follows goes into another segment.
        for (const { size, reject } of batch) {
          this.bytes -= size;
          reject(error);
        }
        await this.#end();
        continue;
      }
      if (this.segment.bytes >= SEGMENT_BYTES) await this.#end();
    }
    this.writing = null;
  }

  async #begin() {
    this.number += 1;
    const name = `${String(Date.now()).padStart(15, '0')}-${process.pid}-${String(this.number).padStart(6, '0')}.jsonl`;
    const file = await open(join(this.folder, name), 'a');
    // The name of the file is to survive too.
    const folder = openSync(this.folder, 'r');
    fsyncSync(folder);
    closeSync(folder);
    const segment = { name, file, bytes: 0, timer: setTimeout(() => this.#rotate(segment), SEGMENT_MS) };
    return segment;
  }

  /** Its time is over. What is being written goes first. */
  async #rotate(segment) {
    while (this.writing) await this.writing;
    if (this.segment === segment) await this.#end();
  }

  async #end() {
    const segment = this.segment;
    this.segment = null;
    if (!segment) return;
    clearTimeout(segment.timer);
    this.ready.push({ name: segment.name, bytes: segment.bytes });
    this.wake();
    await segment.file.close();
  }

  async #deliverAll() {
    let pause = RETRY_MS[0];
    while (!this.closed) {
      const [segment] = this.ready;
      if (!segment) {
        await new Promise((resolve) => { this.wake = resolve; });
        continue;
      }
      try {
        const file = join(this.folder, segment.name);
        const lines = (await readFile(file, 'utf8')).split('\n');
        // A line without its end was never acknowledged.
        lines.pop();
        if (lines.length) await this.deliver(lines, segment.name);
        await unlink(file);
        this.ready.shift();
        this.bytes -= segment.bytes;
        pause = RETRY_MS[0];
      } catch (error) {
        this.onTrouble(error);
        await new Promise((resolve) => { this.wake = resolve; setTimeout(resolve, pause); });
        pause = Math.min(pause * 2, RETRY_MS[1]);
      }
    }
  }

  /** Resolves when what was added has been delivered. For a test, and for a tidy end. */
  async drain() {
    await this.#rotate(this.segment);
    while (this.ready.length) await new Promise((resolve) => { setTimeout(resolve, 20); });
  }

  /** What has not been delivered stays on the disk. */
  async close() {
    await this.#rotate(this.segment);
    this.closed = true;
    this.wake();
    await this.delivering;
  }
}

/** A name for a segment by which a database knows it again. @param {string} name @param {string} table */
export function deliveryToken(name, table) {
  return createHash('sha256').update(`${name} ${table}`).digest('hex').slice(0, 32);
}
