// Writes docs/baijiayun.md, the table of Baijiayun's APIs as the built playward-server has it. `--check` only compares.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const page = new URL('docs/baijiayun.md', root);

const EFFECTS = { reads: '只读 / reads', writes: '写入 / writes', dangerous: '**不可恢复 / cannot be undone**' };

/** The client's method: video_data and video_account share two names. */
function method(api, apis) {
  const [group, tail] = api.split('/');
  if (!tail) return 'upload';
  const shared = apis.filter((other) => other.api.endsWith(`/${tail}`)).length > 1;
  return shared ? `${group.replace(/_(.)/g, (_, letter) => letter.toUpperCase())}.${tail}` : tail;
}

/** Where a case stands in a file of tests/data. */
function places(name) {
  const file = `tests/data/baijiayun-${name}.json`;
  const lines = readFileSync(new URL(file, root), 'utf8').split('\n');
  return (api) => {
    const line = lines.findIndex((text) => text.includes(`"api":"${api}"`)) + 1;
    if (line === 0) throw new Error(`${file} has no case of ${api}`);
    return `[${name}:${line}](../${file}#L${line})`;
  };
}

const cell = (text) => String(text).replaceAll('|', '\\|');

function parameters(params) {
  if (params.length === 0) return ['没有参数。/ No parameters.'];
  const rows = params.map(({ name, type, required, default: value, allowed, note }) => [
    `\`${name}\``, type, required ? '✓' : '', value === undefined ? '' : `\`${value}\``, allowed ? allowed.map((one) => `\`${one}\``).join(' ') : '', note,
  ]);
  return ['| 参数 / parameter | 类型 / type | 必填 / required | 默认 / default | 取值 / allowed | 说明 / note |', '| --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`)];
}

/** The page as it should be. */
export async function table() {
  const { baijiayun } = await import('../pkg/playward-server/node.mjs');
  const apis = baijiayun.listApis();
  const [requests, answers] = [places('requests'), places('answers')];
  const sections = apis.map(({ id, api, title, methods, effect, params }) => [
    `## ${id} \`${api}\``, '', `${title.zh} / ${title.en}`, '', ...parameters(params), '',
    `${methods.join('、')} · ${EFFECTS[effect]} · \`client.${method(api, apis)}()\` · 测试 / tests: ${requests(api)} ${answers(api)}`, '',
  ]);
  return [
    '# 百家云点播 API / Baijiayun VOD APIs', '',
    '由 `node scripts/baijiayun-table.mjs` 生成，请勿手改。/ Written by `node scripts/baijiayun-table.mjs`; do not edit.', '',
    '`partner_id`、`timestamp`、`sign` 由 `baijiayun.request` 添加，不再列出。/ `partner_id`, `timestamp` and `sign` are added by `baijiayun.request` and not listed.', '',
    '实现 / implemented in: [apis.rs](../src/vendors/baijiayun/apis.rs) 表 / the table, [request.rs](../src/vendors/baijiayun/request.rs) 请求 / requests, '
    + '[answer.rs](../src/vendors/baijiayun/answer.rs) 返回 / answers, [sign.rs](../src/vendors/baijiayun/sign.rs) 签名 / the signature, '
    + '[callback.rs](../src/vendors/baijiayun/callback.rs) 回调与鉴权 / callbacks and authentication, [baijiayun-client.js](../js/server/baijiayun-client.js) 客户端 / the client. '
    + '测试 / tests: [baijiayun.rs](../tests/baijiayun.rs), [server-baijiayun.test.mjs](../tests/js/server-baijiayun.test.mjs), [baijiayun.test.mjs](../tests/js/baijiayun.test.mjs).', '',
    ...sections.flat(),
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await table();
  if (!process.argv.includes('--check')) {
    mkdirSync(new URL('.', page), { recursive: true });
    writeFileSync(page, text);
  } else if (readFileSync(page, 'utf8') !== text) {
    console.error('docs/baijiayun.md is out of date: node scripts/baijiayun-table.mjs');
    process.exitCode = 1;
  }
}
