// Writes js/types/server/baijiayun-apis.d.ts: what each API of Baijiayun takes, from the table in the core.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = new URL('../js/types/server/baijiayun-apis.d.ts', import.meta.url);

const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const typeName = (api) => camelCase(`_${api.replace('/', '_')}`);

function valueOf({ type, allowed, list }) {
  if (type === 'file') return 'File';
  const one = allowed ? allowed.map((value) => `${/^\d+$/.test(value) ? `${value} | ` : ''}'${value}'`).join(' | ') : type === 'int' || list ? 'Id' : 'string';
  return list ? `List<${one}>` : one;
}

function paramOf(param) {
  const defaulted = param.default === undefined ? '' : `; ${param.default} unless given`;
  return [`    /** ${param.note}${defaulted} */`, `    ${param.name}${param.required ? '' : '?'}: ${valueOf(param)};`];
}

/** The text of the file. @param {any[]} apis as listApis() answers */
export function types(apis) {
  const shared = (tail) => apis.filter(({ api }) => api.endsWith(`/${tail}`)).length > 1;
  const groups = {};
  const methods = [];
  const interfaces = [];
  for (const { api, title, params, effect } of apis) {
    const [group, tail] = api.split('/');
    if (!tail) continue;
    const name = shared(tail) ? typeName(api) : typeName(tail);
    interfaces.push(`  /** \`${api}\`: ${title.zh} / ${title.en} */`, `  interface ${name} {`, ...params.flatMap(paramOf), '  }', '');
    const optional = params.every(({ required }) => !required) ? '?' : '';
    const answer = params.some((param) => param.name === 'page_size') ? 'Pages' : 'Promise<any>';
    const method = [`    /** ${title.zh} / ${title.en}${effect === 'dangerous' ? '. Cannot be undone.' : ''} */`, `    ${tail}(params${optional}: ${name}, options?: Options): ${answer};`];
    (groups[camelCase(group)] ??= []).push(...method.map((line) => `  ${line}`));
    if (!shared(tail)) methods.push(...method);
  }
  return [
    '// Written by `node scripts/baijiayun-types.mjs` from the table in src/vendors/baijiayun/apis.rs: do not edit.', '',
    '/** The APIs of Baijiayun: what each takes, and the methods of a {@link baijiayun.BaijiayunClient}. */',
    'export namespace BaijiayunApis {',
    '  /** Several values: an array, or text with commas. */',
    '  type List<T> = readonly T[] | T | (string & {});',
    '  /** A file: its path, its bytes, or a Blob. */',
    '  type File = { file: unknown; name?: string };',
    '  interface Options { signal?: HostAbortSignal }',
    '  /** One page when awaited; every row with `for await`. */',
    '  type Pages = Promise<any> & AsyncIterable<any>;', '',
    ...interfaces,
    '  interface Methods {', ...methods,
    ...Object.entries(groups).flatMap(([group, lines]) => [`    ${group}: {`, ...lines, '    };']),
    '  }', '}', '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { baijiayun } = await import('../pkg/playward-server/node.mjs');
  const text = types(baijiayun.listApis());
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error('js/types/server/baijiayun-apis.d.ts is out of date: node scripts/baijiayun-types.mjs');
    process.exitCode = 1;
  }
}
