// The curated types against the contract: no name is forgotten, no shape drifts.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { types } from '../../scripts/types.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const typesOf = (name) => path(`../../pkg/${name}/index.d.mts`);
const OURS = typesOf('playward');
const CONTRACT = path('contract.d.ts');
const CHECK = path('same.ts');

/** Names of the contract that stand in playward-debug and playward-server. */
const ELSEWHERE = ['createGenerateTestUserSig', 'genTestUserSig', 'server'];

/** What belongs to a vendor. */
const VENDORS = ['HttpRequest', 'baijiayun', 'ezviz', 'minidrama', 'tencent', 'xiaozhibao'];

/** The packages that a page plays with, each with the names of the contract that it has not. */
const LACKING = { playward: ELSEWHERE, 'playward-live': [...ELSEWHERE, ...VENDORS] };

/** What is told for any one type. */
const GENERIC = ['Fresh'];

/** Names of ours for what stands unnamed in the contract. */
const NAMED = ['Component', 'ErrorCode', 'FailureCode', 'Health', 'InitOptions', 'IssueCode', 'LivePlayerTarget', 'LivePusherTarget', 'MediaName', 'OutcomeClass', 'Reason', 'RenewalRule', 'Retry', 'Rule', 'SendTraceOptions', 'Standing', 'SupervisedLivePlayer', 'SupervisedLivePusher', 'SupervisedVideo', 'SupervisedVideoContext', 'SupervisedVideoOptions', 'VideoContextTarget', 'describePhase', 'sendTrace'];

/**
 * Shape: a type spelled out, for what is assignable may still lack what is optional, and a method may take less than it should.
 * Bare: a type without what we added to the contract. An addition is written down here or it counts as drift.
 */
const prelude = (pack) => `
import * as ours from '../../pkg/${pack}/index.mjs';
import * as contract from './contract.js';

type Bare<T> =
  T extends { type: 'state' | 'netStatus' | 'media' } ? Omit<T, 'generation'>
  : T extends { handle: unknown; onShow: unknown } ? Omit<T, 'pause' | 'resume'>
  : T extends { supervisor: unknown; dispatch: unknown } ? Omit<T, 'dispatch' | 'pause' | 'resume'>
  : T extends { dispatch: unknown; health: unknown } ? Omit<T, 'health'>
  : T extends { preflight: unknown; explain: unknown } ? Omit<T, 'explain'>
  : T extends { pageUrl: unknown; sharePath: unknown } ? Omit<T, 'sharePath' | 'today' | 'Playback'>
  : T extends { refreshToken: unknown; say: unknown; close: unknown } ? Omit<T, 'close'>
  : T extends { context: unknown; setSrc: unknown } ? Omit<T, 'setSrc' | 'recreate'> & { setSrc(url: string): void; recreate?(): void }
  : T extends { fetchAddress: unknown; engine?: unknown } ? Omit<T, 'settings'>
  : T;

type Shape<T> = Open<T> extends true ? string : Closed<T>;
/** A union that names some texts and takes any: what it means is text. */
type Open<T> = 0 extends 1 & T ? false : [T] extends [string] ? [string] extends [T] ? true : false : false;
type Closed<T> =
  T extends (...given: infer Given) => infer Result ? { takes: Given['length']; call: (...given: Items<Given>) => Shape<Result> }
  : T extends new (...given: infer Given) => infer Result ? { takes: Given['length']; make: (...given: Items<Given>) => Shape<Result>; fixed: Fields<T> }
  : T extends readonly unknown[] ? Items<T>
  : T extends object ? Fields<Bare<T>>
  : T;
type Items<T extends readonly unknown[]> = { [Index in keyof T]-?: Shape<T[Index]> };
type Fields<T> = { [Name in keyof T]-?: { is: Shape<T[Name]>; optional: {} extends Pick<T, Name> ? true : false } };
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
`;

const SETTINGS = {
  strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

/** The library is large, and parsed but once. @type {Map<string, ts.SourceFile>} */
const parsed = new Map();

/**
 * @param {Record<string, string>} sources texts in place of what is on disk, if anything is
 * @param {string[]} roots @param {ts.CompilerOptions} [settings]
 */
function compile(sources, roots, settings = SETTINGS) {
  const host = ts.createCompilerHost(settings);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => file in sources || fileExists(file);
  host.readFile = (file) => sources[file] ?? readFile(file);
  host.getSourceFile = (file, language) => {
    const text = host.readFile(file);
    if (text === undefined) return undefined;
    const known = parsed.get(file);
    if (known?.text === text) return known;
    const source = ts.createSourceFile(file, text, language);
    parsed.set(file, source);
    return source;
  };
  return ts.createProgram(roots, settings, host);
}

/** What is wrong with the files that are not the library's. */
function problems(program) {
  const files = program.getSourceFiles().filter((file) => !program.isSourceFileDefaultLibrary(file) && !file.fileName.includes('node_modules'));
  const found = files.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
  return [...program.getOptionsDiagnostics(), ...found].map(({ file, start, messageText }) => {
    const line = file?.text.slice(start).split('\n')[0];
    return `${line} // ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

/** @returns {Map<string, number>} what kinds of thing a module exports under a name */
function exported(program, file) {
  const checker = program.getTypeChecker();
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)));
  return new Map(symbols.map(({ name, flags }) => [name, flags]));
}

/** TypeScript that compiles only when both files mean the same by a name. */
function sameMeaning(name, flags) {
  const pairs = [];
  const of = GENERIC.includes(name) ? '<string>' : '';
  if (flags & ts.SymbolFlags.Type) pairs.push([`ours.${name}${of}`, `contract.${name}${of}`]);
  if (flags & ts.SymbolFlags.Value) pairs.push([`typeof ours.${name}`, `typeof contract.${name}`]);
  return pairs.map(([mine, theirs]) => `
(null! as ${mine}) satisfies ${theirs};
true satisfies Same<Shape<${theirs}>, Shape<${mine}>>;`).join('');
}

/** What is wrong with a package's types, or with a text in place of them or of the contract's. */
function drift(pack, sources = {}) {
  const elsewhere = LACKING[pack];
  const file = typesOf(pack);
  const plain = compile(sources, [file, CONTRACT]);
  const ours = exported(plain, file);
  const contract = exported(plain, CONTRACT);
  const found = problems(plain);
  for (const name of contract.keys()) {
    if (!ours.has(name) && !elsewhere.includes(name)) found.push(`${name} is forgotten`);
  }
  for (const name of ours.keys()) {
    if (elsewhere.includes(name)) found.push(`${name} is there, and should be elsewhere`);
    if (!contract.has(name) && !NAMED.includes(name)) found.push(`${name} is not of the contract`);
  }
  for (const name of [...elsewhere, ...NAMED]) {
    if (!contract.has(name) && !ours.has(name)) found.push(`${name} is nowhere`);
  }
  const shared = [...ours].filter(([name]) => contract.has(name));
  const check = prelude(pack) + shared.map(([name, flags]) => sameMeaning(name, flags)).join('');
  return [...found, ...problems(compile({ ...sources, [CHECK]: check }, [CHECK]))];
}

for (const pack of Object.keys(LACKING)) {
  test(`${pack}: every name means what the contract says`, () => {
    assert.deepEqual(drift(pack), []);
  });

  test(`${pack}: every value that the types name is there`, async () => {
    const names = [...exported(compile({}, [typesOf(pack)]), typesOf(pack))].filter(([, flags]) => flags & ts.SymbolFlags.Value).map(([name]) => name).sort();
    const folder = new URL(`../../pkg/${pack}/`, import.meta.url);
    const require = createRequire(folder);
    const there = (playward) => Object.keys(playward).sort();
    for (const entry of ['./node.mjs', './web.mjs', './inline.mjs']) assert.deepEqual(there(await import(new URL(entry, folder).href)), names, entry);
    for (const entry of ['./node.cjs']) assert.deepEqual(there(require(entry)), names, entry);
    // A mini-program has no <video>.
    assert.deepEqual(there(require('./miniprogram/index.js')), names.filter((name) => name !== 'superviseVideo'));
  });
}

test('the pad of playward-live has the types of playward-live', () => {
  const use = `
    import { PlaywardPtz } from '../../pkg/playward-live/ptz-element.mjs';
    import type { PtzDecision } from '../../pkg/playward-live/index.mjs';
    const pad: PlaywardPtz = document.createElement('playward-ptz');
    pad.send = async (request: NonNullable<PtzDecision['request']>) => request.direction;
    // @ts-expect-error
    pad.send = async () => ({});
  `;
  assert.deepEqual(problems(compile({ [CHECK]: use }, [CHECK])), []);
});

/** The values of the contract's namespace `server`, as `tencent.genUserSig`. */
function serverNames() {
  const program = compile({}, [CONTRACT]);
  const checker = program.getTypeChecker();
  const members = (symbol) => checker.getExportsOfModule(symbol).filter(({ flags }) => flags & ts.SymbolFlags.Value);
  const root = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(CONTRACT))).find(({ name }) => name === 'server');
  return members(root).flatMap((vendor) => members(vendor).map(({ name }) => `${vendor.name}.${name}`));
}

/** Ours may answer more than the contract says, and must take exactly what it says. */
function fits(mine, theirs) {
  return `
(null! as typeof ${mine}) satisfies typeof ${theirs};
true satisfies Same<Taken<typeof ${mine}>, Taken<typeof ${theirs}>>;`;
}

test('the other packages have what the contract says', async () => {
  const names = serverNames();
  assert.ok(names.includes('tencent.genUserSig'), names.join());
  const check = `${prelude('playward')}
import * as server from '../../pkg/playward-server/index.mjs';
import * as debug from '../../pkg/playward-debug/index.mjs';
type Taken<T> = T extends (...given: infer Given) => unknown ? Given['length'] : T extends new (...given: infer Given) => unknown ? Given['length'] : never;
${names.map((name) => fits(`server.${name}`, `contract.server.${name}`)).join('')}
${['createGenerateTestUserSig', 'genTestUserSig'].map((name) => fits(`debug.${name}`, `contract.${name}`)).join('')}
`;
  assert.deepEqual(problems(compile({ [CHECK]: check }, [CHECK])), []);
  const there = await import('../../pkg/playward-server/node.mjs');
  for (const name of names) {
    const [vendor, member] = name.split('.');
    assert.equal(typeof there[vendor][member], 'function', name);
  }
  const client = await import('../../pkg/playward/node.mjs');
  for (const name of Object.keys(client)) {
    assert.ok(name in there, `${name} is the client's only`);
    if (typeof client[name] === 'object') for (const member of Object.keys(client[name])) assert.ok(member in there[name], `${name}.${member}`);
  }
});

test('the types that follow from the tables of the core are up to date: npm run types', () => {
  for (const [file, text] of Object.entries(types())) assert.equal(readFileSync(path(`../../${file}`), 'utf8'), text, file);
});

/** Compiles a page's code under strict settings; what is marked with @ts-expect-error must fail. */
const compiles = (source) => assert.deepEqual(problems(compile({ [CHECK]: source }, [CHECK])), []);

test('every code that JavaScript of ours throws is one of ErrorCode', () => {
  const union = readFileSync(path('../../js/types/names/common.d.ts'), 'utf8').match(/export type ErrorCode =\n([\s\S]*?);\n/)[1];
  const listed = [...union.matchAll(/\| '(\w+)'/g)].map(([, code]) => code);
  const files = readdirSync(path('../../js'), { recursive: true }).filter((file) => file.endsWith('.js'));
  const sources = files.map((file) => readFileSync(path(`../../js/${file}`), 'utf8'));
  const thrown = sources.flatMap((source) => [...source.matchAll(/\b(?:PlaywardError|shimError|refusal|failure)\('(\w+)'(?:\)|, (?!'))/g)].map(([, code]) => code));
  assert.ok(thrown.length > 20);
  assert.deepEqual([...new Set(thrown)].filter((code) => !listed.includes(code)), []);
});

test('a page can go through every phase, and compare names that may become more', () => {
  const cases = ['idle', 'connecting', 'playing', 'stalled', 'reconnecting', 'backoff', 'fetching', 'suspended', 'paused', 'ended', 'failed'];
  const page = (phases) => `
    import type { Decision, OutcomeClass, Phase, Rule } from '../../pkg/playward/index.mjs';
    export function word(phase: Phase): string {
      switch (phase) {
        ${phases.map((phase) => `case '${phase}': return '${phase}';`).join('\n')}
      }
    }
    export function told({ rule, error, commands }: Decision): Rule | OutcomeClass {
      if (error?.code === 'attempts_exhausted' || error?.code === 'device_offline') return error.code;
      for (const command of commands) if (command.type === 'fetchAddress' && command.reason === 'wished') return command.reason;
      return rule === 'catch_up' ? rule : 'a rule of a later version';
    }
    // @ts-expect-error
    export const phase: Phase = 'asleep';
  `;
  compiles(page([...cases, 'stopped']));
  assert.notDeepEqual(problems(compile({ [CHECK]: page(cases) }, [CHECK])), [], 'a phase is left out');
});

test('the methods of BaijiayunClient take what their APIs take', () => {
  compiles(`
    import { baijiayun } from '../../pkg/playward-server/index.mjs';
    const client = new baijiayun.BaijiayunClient({ domain: 'demo', partnerId: 1, partnerKey: 'key' });
    const { video_id, upload_url } = await client.getUploadUrl({ file_name: 'x', definition: [16, 1] });
    const id: string = video_id;
    client.getUploadUrl({ file_name: 'x', definition: '16,1', use_https: 1 }, { signal: new AbortController().signal });
    // @ts-expect-error a required parameter is missing
    client.getUploadUrl({ definition: 16 });
    client.upload('x.mp4', { definition: [16, 1], fileName: 'x' });
    client.upload('x.mp4', { resume: '123' });
    // @ts-expect-error an upload that goes on has its definitions already
    client.upload('x.mp4', { resume: '123', definition: 16 });
    // @ts-expect-error a parameter is misspelt
    client.getUploadUrl({ fileName: 'x', file_name: 'x', definition: 16 });
    // @ts-expect-error a value is none of the document's
    client.getUploadUrl({ file_name: 'x', definition: 16, use_https: 2 });
    // @ts-expect-error an id is text
    const number: number = (await client.getInfo({ video_id: 1 })).video_id;
    client.getCategoryInfo({ category_id: 1 });
    // @ts-expect-error the period is missing
    client.videoData.getUsedFlow({ video_id: 1 });
    client.videoAccount.getUsedFlow({ start_date: '2020-01-01', end_date: '2020-01-02' });
    for await (const video of client.getVideoList({ page_size: 50 })) console.log(video.name, id, upload_url, number);
    // @ts-expect-error there is one answer and no pages
    for await (const video of client.getCategoryList()) console.log(video);
  `);
});

test('the methods of WeixinClient take what their interfaces take', () => {
  compiles(`
    import { minidrama } from '../../pkg/playward-server/index.mjs';
    const client = new minidrama.WeixinClient({ accessToken: async () => 'token' });
    new minidrama.WeixinClient({ accessToken: 'token', signal: new AbortController().signal });
    new minidrama.WeixinClient({ accessToken: { get: async () => 'token', refused() {} } });
    // @ts-expect-error a slip for baseUrl
    new minidrama.WeixinClient({ accessToken: 'token', baseURL: 'https://a.b' });
    const id: string = (await client.commitUpload({ upload_id: 'u', media_part_infos: [{ part_number: 1, etag: 'e' }] })).media_id;
    client.getMediaLink({ media_id: id, t: 1, whref: 'a.b', extra: { later: true } }, { signal: new AbortController().signal });
    client.getMediaLink({ media_id: 1, t: 1, whref: ['a.b', 'c.d'] });
    // @ts-expect-error the media is missing
    client.getMediaLink({ t: 1 });
    client.listDramas();
    // @ts-expect-error a parameter is misspelt
    client.listDramas({ limits: 1 });
    // @ts-expect-error a value is none of the document's
    client.listPackages({ status: 4 });
    client.auditDrama({ copyright: { copyright_role: 1, apply_for_copyright_protection: 0 }, drama_type: 2, extra: { proof: ['x'] } });
    client.uploadDrama('x.mp4', { mediaName: 'x' });
    const links = new minidrama.LinkCache({ client });
    const { url, expiresAt }: { url: string; expiresAt: number | null } = await links.get({ mediaId: id });
    const { valid, reason } = minidrama.verifyPush({ signature: 'a', openid: 'b', body: '' }, 'token', 1);
    export const done = [valid, url, expiresAt, reason === 'stale'];
  `);
});

test('drift is noticed', () => {
  const text = readFileSync(OURS, 'utf8');
  const slips = [
    ['nativeRetry: boolean;', 'nativeRetry: string;'],
    ['nativeRetry: boolean;', ''],
    ['supportH265?: boolean', ''],
    ['longTailMs: number | null;', 'longTailMs: number;'],
    ['dispatch(event: PlayerEvent, nowMs: number)', 'dispatch(event: PlayerEvent)'],
    ['readonly issues: readonly Issue[];', 'readonly issues: readonly string[];'],
    ['firstRetryMs: [number, number];', 'firstRetryMs: number[];'],
    ["| 'paused';", ';'],
    ["| 'paused';", "| 'paused' | 'asleep';"],
    ["| 'wished'\n  | (string & {});", "| 'wished';"],
    ['code: number, source?:', 'code: number, source:'],
    ['constructor(policy?: Partial<Policy>);', 'constructor(policy: Policy);'],
    ['static restore(snapshot: object): Supervisor;', ''],
    ['readonly code: ErrorCode;', 'readonly code: number;'],
    ['onHide(): void;', ''],
    ['stop(): void;', 'stop(): void; halt(): void;'],
    ['export type Category', 'type Category'],
    ['export function replay', 'export function rerun'],
    ['export interface LivePlayerTarget', 'export interface Surplus {}\nexport interface LivePlayerTarget'],
    ["| 'auto'): number", "| 'auto'): string"],
    ['function directionCode', 'function directionNumber'],
  ];
  for (const [right, wrong] of slips) {
    assert.ok(text.includes(right), right);
    assert.notDeepEqual(drift('playward', { [OURS]: text.replace(right, wrong) }), [], `${right} → ${wrong}`);
  }
});

test('the types stand by themselves, with the DOM and without', () => {
  const use = `
    import { init, superviseVideo, superviseLivePlayer, type Decision, type PlayerEvent } from '../../pkg/playward/index.mjs';
    export const ready: Promise<void> = init({ wasm: '/miniprogram_npm/playward/playward.wasm.br' });
    export const bytes: Promise<void> = init({ wasm: new ArrayBuffer(8) });
    // @ts-expect-error
    init('/playward.wasm');
    // @ts-expect-error
    superviseVideo({}, { fetchAddress: async () => ({ url: '' }) });
    const live = superviseLivePlayer({ context: {}, setSrc() {} }, { fetchAddress: async ({ reason }) => ({ url: reason, expiresAt: null }) });
    live.on('decision', (decision: Decision) => decision.phase === 'playing');
    // @ts-expect-error
    live.on('decisions', () => {});
    // @ts-expect-error
    export const event: PlayerEvent = { type: 'dance' };
  `;
  const withDom = `${use}
    superviseVideo(null! as HTMLVideoElement, { engine: 'hls', library: {}, fetchAddress: async () => ({ url: '' }) });
    init({ wasm: fetch(new URL('https://example.com/playward.wasm')) });
    init({ wasm: null! as WebAssembly.Module });
    // @ts-expect-error
    superviseVideo(null! as HTMLDivElement, { fetchAddress: async () => ({ url: '' }) });
  `;
  const found = (source, settings) => problems(compile({ [CHECK]: source }, [CHECK], { ...SETTINGS, ...settings }));
  assert.deepEqual(found(withDom, {}), []);
  assert.deepEqual(found(use, { lib: ['lib.es2020.d.ts'] }), []);
  assert.deepEqual(found(use, { lib: ['lib.es2020.d.ts'], types: ['miniprogram-api-typings'] }), []);
  assert.deepEqual(found(use, { lib: ['lib.es2022.d.ts'], types: ['node'] }), []);
});

test('the H5 code of the READMEs is strict TypeScript', () => {
  const settings = { ...SETTINGS, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, paths: { playward: [typesOf('playward')], 'playward-live': [typesOf('playward-live')] } };
  for (const readme of ['README.md', 'README.zh-CN.md', 'pkg-template/playward/README.md', 'pkg-template/playward-live/README.md']) {
    const block = readFileSync(path(`../../${readme}`), 'utf8').match(/^```js\n(import Hls [\s\S]*?)^```/m)?.[1];
    assert.ok(block, readme);
    assert.deepEqual(problems(compile({ [CHECK]: block }, [CHECK], settings)), [], readme);
  }
});
