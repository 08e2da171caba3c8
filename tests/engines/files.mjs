// The files of tests/data, which the script carries: readFileSync() of node:fs for the list.

import data from 'engines:data';

/** @param {string} address ends with the file's name */
export function readFileSync(address) {
  const name = String(address).split('/').pop();
  if (!(name in data)) throw new Error(`the script does not carry ${name}`);
  return data[name];
}
