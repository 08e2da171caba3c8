// RTMP in, HTTP-FLV out: node-media-server.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { MediaServer } from './media-server.mjs';
import { HOST } from './port.mjs';

const script = fileURLToPath(new URL('./node-media.mjs', import.meta.url));

export function hasFlvServer() {
  try {
    createRequire(import.meta.url).resolve('node-media-server');
    return true;
  } catch (missing) {
    return false;
  }
}

export function flvServer() {
  return new MediaServer('node-media-server', async ({ rtmp, http }) => ({
    command: process.execPath,
    args: [script, HOST, String(rtmp), String(http)],
  }));
}
