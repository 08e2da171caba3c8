import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

describe('outer', () => {
  test('right', () => {});
  test('wrong', () => assert.equal(1, 2));
  describe('inner', () => {
    test('wrong too', () => assert.fail());
    test('left out', { skip: true }, () => {});
  });
});

test('with a part', async (context) => {
  await context.test('that is wrong', () => assert.fail());
});

describe('not set up', () => {
  before(() => assert.fail('no camera'));
  test('is not run', () => {});
});
