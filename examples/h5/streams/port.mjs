// A TCP port of this machine: a free one, and whether somebody listens on it.

import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export const HOST = '127.0.0.1';

/** @returns {Promise<number>} a port that was free a moment ago */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** @param {number} port @returns {Promise<boolean>} */
function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, HOST);
    const answer = (yes) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', answer(true));
    socket.once('error', answer(false));
  });
}

/** Resolves to true once the port is listened on, to false when that is hopeless. @param {number} port @param {() => boolean} hopeless */
export async function listening(port, hopeless) {
  while (!(await accepts(port))) {
    if (hopeless()) return false;
    await delay(30);
  }
  return true;
}
