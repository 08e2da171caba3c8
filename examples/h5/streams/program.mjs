// A program that runs beside us: started and stopped by its own process, and never left behind.

import { spawn } from 'node:child_process';
import { accessSync, constants as access } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

/** Long enough for ffmpeg to close its connections, short enough to wait for. */
const KILL_AFTER_MS = 3000;
const KEPT_OUTPUT_CHARS = 4000;

/** Debian keeps servers where a user's PATH may not look. */
const SEARCH_PATH = () => [...(process.env.PATH || '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** @param {string} command @returns {string | null} where it is */
export function findProgram(command) {
  for (const directory of SEARCH_PATH()) {
    const path = join(directory, command);
    try {
      accessSync(path, access.X_OK);
      return path;
    } catch (missing) {
      continue;
    }
  }
  return null;
}

const running = new Set();
function killAll() {
  for (const child of running) child.kill('SIGKILL');
}
process.on('exit', killAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    killAll();
    process.exit(128 + constants.signals[signal]);
  });
}

export class Program {
  /** @param {string} command @param {string[]} args @param {{ onExit?: () => void }} [options] onExit: it ended without being asked to */
  constructor(command, args, { onExit } = {}) {
    this.output = '';
    this.stopping = false;
    this.child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.child);
    const keep = (chunk) => { this.output = (this.output + chunk).slice(-KEPT_OUTPUT_CHARS); };
    this.child.stdout.on('data', keep);
    this.child.stderr.on('data', keep);
    this.child.once('error', (error) => keep(error.message));
    this.exited = new Promise((resolve) => {
      this.child.once('close', () => {
        running.delete(this.child);
        this.ended = true;
        resolve();
        if (!this.stopping && onExit) onExit();
      });
    });
    this.ended = false;
  }

  /** @param {NodeJS.Signals} [signal] */
  async stop(signal = 'SIGTERM') {
    this.stopping = true;
    if (this.ended) return;
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), KILL_AFTER_MS);
    await this.exited;
    clearTimeout(timer);
  }
}
