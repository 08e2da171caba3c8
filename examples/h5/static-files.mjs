// Files of a few folders over HTTP, and nothing beside them.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

export class StaticFiles {
  /** @param {[prefix: string, folder: string | null][]} folders the more special prefix first; null: there is nothing */
  constructor(folders) {
    this.folders = folders;
  }

  locate(pathname) {
    for (const [prefix, folder] of this.folders) {
      if (!pathname.startsWith(prefix)) continue;
      if (!folder) return null;
      const path = normalize(join(folder, pathname.slice(prefix.length) || 'index.html'));
      return path.startsWith(folder + sep) ? path : null;
    }
    return null;
  }

  /** @param {string} pathname @param {import('node:http').ServerResponse} response */
  async send(pathname, response) {
    const path = this.locate(pathname);
    const file = path && await stat(path).catch(() => null);
    if (!file || !file.isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('404\n');
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] || 'application/octet-stream',
      'content-length': file.size,
      'cache-control': 'no-cache',
    });
    createReadStream(path).pipe(response);
  }
}
