// What the list needs of URL: the file that `new URL('../data/x.json', import.meta.url)` names. Not every engine has URL.
export class URL {
  constructor(path) {
    this.path = path;
  }

  toString() {
    return this.path;
  }
}

/** And what a page link needs. */
export const URLSearchParams = globalThis.URLSearchParams || class {
  constructor(query) {
    this.query = query;
  }

  * [Symbol.iterator]() {
    for (const pair of this.query.split('&')) yield pair.split('=').map((part) => decodeURIComponent(part.replace(/\+/g, ' ')));
  }
};
