import { test } from 'node:test';

test('right', () => {});
