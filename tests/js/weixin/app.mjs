// The example as a phone gets it: its files, and under miniprogram_npm what "build npm" makes of the package.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const EXAMPLE = path.join(REPOSITORY, 'examples/miniprogram');

/** The built package. */
export const PACKAGE = path.join(REPOSITORY, 'pkg/playward');

/** What a clone has of the example, without what the developer tools leave there. @param {string} root */
export function copyExample(root) {
  const isSource = (file) => !/^(node_modules|miniprogram_npm|package-lock\.json)/.test(path.relative(EXAMPLE, file));
  cpSync(EXAMPLE, root, { recursive: true, filter: isSource });
}

/** The example with the built package in its place. @returns {{ root: string, remove(): void }} root: the folder of app.json */
export function buildExample() {
  const root = mkdtempSync(path.join(tmpdir(), 'playward-app-'));
  copyExample(root);
  cpSync(path.join(PACKAGE, 'miniprogram'), path.join(root, 'miniprogram_npm/playward'), { recursive: true });
  return { root, remove: () => rmSync(root, { recursive: true }) };
}
