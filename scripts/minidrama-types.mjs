// The types of WeChat's media interfaces: what each takes and answers, from the table in the core.

const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const typeName = (api) => camelCase(`_${api}`);

/** Values as the interfaces take them; a record is spelled out where it stands. */
function valueOf({ name, type, allowed, list, joined, params }) {
  const plain = { string: 'string', id: 'Id', number: 'number', bytes: 'Uint8Array' };
  const one = allowed ? allowed.join(' | ') : name === 'copyright_verification' ? "'1' | '2'" : plain[type] ?? `{ ${params.map((param) => `${paramOf(param)};`).join(' ')} }`;
  const whole = list ? `readonly ${/[ |{]/.test(one) ? `(${one})` : one}[]` : one;
  return joined ? `${whole} | string` : whole;
}

const paramOf = (param) => `${param.name}${param.required ? '' : '?'}: ${valueOf(param)}`;

const ANSWERS = { id: 'string', number: 'number', list: 'any[]', any: 'any' };

function answerOf(answer) {
  if (!answer.length) return 'Answer<{}>';
  return `Answer<{ ${answer.map(({ name, type, required }) => `${name}${required ? '' : '?'}: ${ANSWERS[type]}`).join('; ')} }>`;
}

/** The text of js/types/server/minidrama-apis.d.ts. @param {any[]} apis as listApis() answers */
export function types(apis) {
  const interfaces = apis.flatMap(({ api, path, title, params }) => [
    `  /** \`${path}\`: ${title.zh} / ${title.en} */`, `  interface ${typeName(api)} {`,
    ...params.flatMap((param) => [`    /** ${param.note} */`, `    ${paramOf(param)};`]),
    '    /** what WeChat has added since */', `    extra?: Record<string, ${api === 'audit_drama' ? 'unknown' : 'string | number | boolean'}>;`, '  }', '',
  ]);
  const methods = apis.flatMap(({ api, title, params, effect, answer }) => [
    `    /** ${title.zh}${effect === 'dangerous' ? '，不能撤销' : ''} / ${title.en}${effect === 'dangerous' ? '. Cannot be undone.' : ''} */`,
    `    ${camelCase(api)}(params${params.every(({ required }) => !required) ? '?' : ''}: ${typeName(api)}, options?: Options): Promise<${answerOf(answer)}>;`,
  ]);
  return [
    '// Written by `npm run types` from the table in src/vendors/minidrama/apis.rs: do not edit.', '',
    '/** The interfaces of WeChat for mini-dramas: what each takes and answers, and the methods of a {@link minidrama.WeixinClient}. */',
    'export namespace MiniDramaApis {',
    '  interface Options { signal?: HostAbortSignal }',
    '  /** A success has these fields; WeChat sends more. Ids are texts. */',
    '  type Answer<Fields> = Fields & { [name: string]: any };', '',
    ...interfaces,
    '  interface Methods {', ...methods, '  }', '}', '',
  ].join('\n');
}
