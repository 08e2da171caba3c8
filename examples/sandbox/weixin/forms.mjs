// multipart/form-data: fields in memory, each file straight to disk with its size and MD5.

import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';

/** Larger than any file that a vendor takes, so that what is too large is refused as the vendor refuses it; memory holds the fields alone. */
const LIMITS = { fileSize: 600 << 20, files: 4, fields: 64, fieldSize: 64 << 10, fieldNameSize: 256 };

/**
 * A body as text; null when it is larger than it may be. The rest is read and dropped, so that the client hears the answer.
 * @param {import('node:http').IncomingMessage} request @param {number} most bytes
 */
export async function readText(request, most) {
  let chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks = [];
  }
  return size <= most ? Buffer.concat(chunks).toString() : null;
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {string} folder where the files go
 * @param {Record<string, any>} given filled as the form comes in; a file is { filename, size, md5, path }
 */
export async function readForm(request, folder, given) {
  const files = [];
  const form = busboy({ headers: request.headers, defParamCharset: 'utf8', limits: LIMITS });
  form.on('field', (name, value) => { given[name] = value; });
  form.on('file', (name, stream, { filename }) => {
    const file = { filename, size: 0, md5: '', path: join(folder, randomUUID()) };
    given[name] = file;
    files.push(store(stream, file));
  });
  try {
    await pipeline(request, form);
    await Promise.all(files);
  } catch (error) {
    await Promise.allSettled(files);
    await discard(given);
    throw error;
  }
}

/** What nobody has taken goes. @param {Record<string, any>} given */
export async function discard(given) {
  const files = Object.values(given).filter((value) => value && value.path);
  await Promise.all(files.map(({ path }) => rm(path, { force: true })));
}

async function store(stream, file) {
  const md5 = createHash('md5');
  const count = new Transform({
    transform(chunk, encoding, done) {
      file.size += chunk.length;
      md5.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(stream, count, createWriteStream(file.path));
  // What was cut off is larger than anything is allowed to be, and says so.
  if (stream.truncated) file.size = Infinity;
  file.md5 = md5.digest('hex');
}
