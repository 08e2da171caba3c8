// WebKitGTK by its WebDriver, on a display of its own.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { freePort, HOST, listening } from '../../examples/h5/streams/port.mjs';
import { findProgram } from '../../examples/h5/streams/program.mjs';

/** Where Debian puts the browser that the driver starts. */
const BROWSER = ['4.1', '4.0'].map((version) => `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-${version}/MiniBrowser`).find(existsSync);

/** What it takes is installed. */
export const hasWebKit = () => Boolean(BROWSER && findProgram('WebKitWebDriver') && findProgram('Xvfb'));

/** Opens a page and waits until its script has an answer. @param {string} address @param {string} script an expression @returns {Promise<unknown>} */
export async function askWebKit(address, script) {
  const screen = spawn('Xvfb', ['-displayfd', '1', '-nolisten', 'tcp', '-screen', '0', '800x600x24'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [display] = await once(screen.stdout, 'data');
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, `--host=${HOST}`], { stdio: 'ignore', env: { ...process.env, DISPLAY: `:${String(display).trim()}` } });
  const ask = async (method, path, body) => {
    const { value } = await (await fetch(`http://${HOST}:${port}${path}`, { method, body: body && JSON.stringify(body) })).json();
    if (value && value.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  try {
    assert.ok(await listening(port, () => driver.exitCode !== null), 'WebKitWebDriver has ended');
    const browserOptions = { binary: BROWSER, args: ['--automation'] };
    const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': browserOptions, timeouts: { script: 300_000 } } } });
    try {
      await ask('POST', `/session/${sessionId}/url`, { url: address });
      return await ask('POST', `/session/${sessionId}/execute/async`, {
        script: `const done = arguments[0]; (function look() { const answer = ${script}; if (answer) done(answer); else setTimeout(look, 20); })();`, args: [],
      });
    } finally {
      await ask('DELETE', `/session/${sessionId}`);
    }
  } finally {
    driver.kill();
    screen.kill();
  }
}
