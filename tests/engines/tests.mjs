// As much of node:test as the list needs, in any engine. Its tests are synchronous.

const found = { passed: 0, failed: [] };
const path = [];

export function test(name, run) {
  try {
    run();
    found.passed += 1;
  } catch (error) {
    found.failed.push(`${[...path, name].join(' > ')}: ${error && error.message}`);
  }
}

export function describe(name, define) {
  path.push(name);
  define();
  path.pop();
}

export default test;

/** @returns {{ passed: number, failed: string[] }} */
export const results = () => found;
