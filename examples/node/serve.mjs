// What the servers of this folder have in common: they listen on this machine unless told otherwise, refuse to start without what they need, and end on a signal.

import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Throws when an option is not set, and says which. @param {Record<string, unknown>} options @param {string[]} names */
export function demand(options, names) {
  const missing = names.filter((name) => options[name] === undefined || options[name] === null || options[name] === '' || Number.isNaN(options[name]));
  if (missing.length) throw new TypeError(`缺少 / not set: ${missing.join(' ')}`);
}

/** @param {import('express').Express} app @param {{ host?: string, port?: number }} where port 0: any free one */
export async function listen(app, { host = '127.0.0.1', port = 0 }) {
  const server = await new Promise((resolve, reject) => {
    const listening = app.listen(port, host, (error) => (error ? reject(error) : resolve(listening)));
  });
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shown}:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

/**
 * Starts a server when its file is the program.
 * @param {string} file import.meta.url of it
 * @param {{ help: string, port: number, env: Record<string, string>, required: string[], start(options: object): Promise<{ url: string, close(): Promise<void> }> }} command
 *   env: the variable of each option; required: the variables that must be set
 */
export async function command(file, { help, port, env, required, start }) {
  if (!process.argv[1] || realpathSync(process.argv[1]) !== fileURLToPath(file)) return;
  const fail = (text) => {
    process.stderr.write(text);
    process.exitCode = 2;
  };
  let values;
  try {
    ({ values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }));
  } catch (error) {
    return fail(`${error.message}\n\n${help}`);
  }
  if (values.help) return process.stdout.write(help);
  const chosen = values.port === undefined ? port : Number(values.port);
  if (!Number.isInteger(chosen) || chosen < 0 || chosen > 65535) return fail(`--port 应为 0 到 65535 / must be from 0 to 65535\n\n${help}`);
  const missing = required.filter((name) => !process.env[name]);
  if (missing.length) return fail(`缺少环境变量 / not set: ${missing.join(' ')}\n\n${help}`);
  const options = Object.fromEntries(Object.entries(env).map(([name, variable]) => [name, process.env[variable] || undefined]));
  try {
    const server = await start({ ...options, host: values.host, port: chosen });
    console.log(server.url);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
