// The types of Baijiayun's APIs: what each takes and answers, from the table in the core.

const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
/** The document's number: API-2, 回调接口 1. */
const section = (id) => (id.startsWith('callback-') ? `回调接口 ${id.slice(9)}` : `API-${Number(id.slice(4))}`);
const typeName = (api) => camelCase(`_${api.replace('/', '_')}`);

/** A whole number may come as text. */
function valueOf({ type, allowed, list, id }) {
  if (type === 'file') return 'File';
  const whole = id ? 'Id' : type === 'int' ? 'number | string' : 'string';
  const one = allowed ? allowed.map((value) => `${/^\d+$/.test(value) ? `${value} | ` : ''}'${value}'`).join(' | ') : whole;
  return list ? `List<${one}>` : one;
}

function paramOf(param) {
  const defaulted = param.default === undefined ? '' : ` @defaultValue ${param.default}`;
  return [`    /** ${param.note}${defaulted} */`, `    ${param.name}${param.required ? '' : '?'}: ${valueOf(param)};`];
}

/** What a success brings. */
function answerOf(answer) {
  if (answer === 'map') return 'Record<string, any>';
  if (answer === 'list') return 'any[]';
  if (!answer) return 'any';
  return `Answer<{ ${answer.map(({ name, type }) => `${name}: ${type === 'id' ? 'string' : 'any'}`).join('; ')} }>`;
}

/** The text of js/types/server/baijiayun-apis.d.ts. @param {any[]} apis as listApis() answers */
export function types(apis) {
  const shared = (tail) => apis.filter(({ api }) => api.endsWith(`/${tail}`)).length > 1;
  const groups = {};
  const methods = [];
  const interfaces = [];
  for (const { id, api, title, params, effect, answer } of apis) {
    const [group, tail] = api.split('/');
    if (!tail) continue;
    const name = shared(tail) ? typeName(api) : typeName(tail);
    interfaces.push(`  /** ${section(id)}, \`${api}\`: ${title.zh} / ${title.en} */`, `  interface ${name} {`, ...params.flatMap(paramOf), '  }', '');
    const optional = params.every(({ required }) => !required) ? '?' : '';
    const wrapper = params.some((param) => param.name === 'page_size') ? 'Pages' : 'Promise';
    const method = [
      `    /** ${section(id)}: ${title.zh}${effect === 'dangerous' ? '，不能撤销' : ''} / ${title.en}${effect === 'dangerous' ? '. Cannot be undone.' : ''} */`,
      `    ${tail}(params${optional}: ${name}, options?: Options): ${wrapper}<${answerOf(answer)}>;`,
    ];
    (groups[camelCase(group)] ??= []).push(...method.map((line) => `  ${line}`));
    if (!shared(tail)) methods.push(...method);
  }
  return [
    '// Written by `npm run types` from the table in src/vendors/baijiayun/apis.rs: do not edit.', '',
    '/** The APIs of Baijiayun: what each takes and answers, and the methods of a {@link baijiayun.BaijiayunClient}. */',
    'export namespace BaijiayunApis {',
    '  /** Several values: an array, or text with commas. */',
    '  type List<T> = readonly T[] | T | (string & {});',
    '  /** A file: its path, its bytes, or a Blob. */',
    '  type File = { file: unknown; name?: string };',
    '  interface Options { signal?: HostAbortSignal }',
    '  /** One page when awaited; every row with `for await`. */',
    '  type Pages<Page> = Promise<Page> & AsyncIterable<any>;',
    '  /** A success has these fields; the vendor sends more. */',
    '  type Answer<Fields> = Fields & { [name: string]: any };', '',
    ...interfaces,
    '  interface Methods {', ...methods,
    ...Object.entries(groups).flatMap(([group, lines]) => [`    ${group}: {`, ...lines, '    };']),
    '  }', '}', '',
  ].join('\n');
}
