// What a play address says, as a table.

import * as core from './node.cjs';
import { addressFindings } from '../findings/address.js';
import { printFindings } from './terminal.js';

/** @type {import('./program.js').Command} */
export const address = {
  name: 'address',
  usage: 'URL',
  about: { zh: '播放地址：哪家的、何时过期、重启时会怎样；签名不会回显', en: 'A play address: whose, until when, what a restart would do; signatures are not shown' },
  examples: ["'rtmp://play.example.com/live/room?txSecret=…&txTime=65f00000'", "--json 'https://example.com/live/room.m3u8'"],
  operands: [1, 1],
  run({ operands: [url], json, printJson, ...asked }) {
    const { parsed, findings } = addressFindings(core, url, Date.now());
    if (json) return printJson(parsed);
    return printFindings(findings, asked);
  },
};
