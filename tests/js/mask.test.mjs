// What the commands and the toolbox print of an address that somebody pasted.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { addressFindings } from '../../js/findings/address.js';
import { maskAddress } from '../../js/picture/mask.js';
import * as core from '../../pkg/playward/node.mjs';

const { cases, secrets } = JSON.parse(readFileSync(new URL('../data/addresses.json', import.meta.url), 'utf8'));

test('no form of an address shows a user, a password, a code or a signature', () => {
  for (const { address, masked } of secrets) {
    assert.equal(maskAddress(address), masked, address);
    assert.doesNotMatch(masked, /SECRET/, address);
    assert.equal(maskAddress(masked), masked, address);
  }
});

test('an address without a secret is shown as it is', () => {
  for (const address of ['https://a.b/live/x.m3u8', 'https://[::1]:8080/x', 'https://直播.a.b/流/x.m3u8', 'http://a.b/%E6%B5%81.m3u8', 'ezopen://open.ys7.com/C78957921/1.live']) {
    assert.equal(maskAddress(address), address);
  }
});

test('nor does what is found in it', async () => {
  await core.init();
  const readable = [...secrets, ...cases.map(({ address }) => ({ address }))].filter(({ address }) => {
    try {
      return core.parsePlayAddress(address);
    } catch (refused) {
      return false;
    }
  });
  assert.ok(readable.length > 20);
  for (const { address } of readable) assert.doesNotMatch(JSON.stringify(addressFindings(core, address, 1.7e12)), /SECRET|ABCDEF|ab\/cd/, address);
});
