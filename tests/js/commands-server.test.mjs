// The commands of playward-server, of the packed package, started as a shell starts them.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { logLines } from './cdn-log-lines.mjs';
import { minidrama } from '../../pkg/playward-server/node.mjs';

const PACKAGE = fileURLToPath(new URL('../../pkg/playward-server', import.meta.url));
const SHELL = process.platform === 'win32';

let home;
let logs;

before(() => {
  home = mkdtempSync(join(tmpdir(), 'playward-server-commands-'));
  const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe', shell: SHELL });
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--pack-destination', home], PACKAGE));
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  npm(['install', '--offline', '--no-audit', '--no-fund', join(home, filename)], home);
  // Large enough that the package starts its threads.
  logs = [1, 2, 3].map((seed) => file(`${seed}.gz`, gzipSync(`${logLines(20_000, { seed }).join('\n')}\n`, { level: 1 })));
});

after(() => rmSync(home, { recursive: true, force: true }));

function file(name, content) {
  writeFileSync(join(home, name), content);
  return name;
}

/** @param {string[]} args @param {Record<string, string>} [environment] */
function run(args, environment = { LANG: 'C' }) {
  const { LANG, LC_ALL, LC_MESSAGES, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(join(home, 'node_modules', '.bin', 'playward-server'), args, {
    cwd: home, encoding: 'utf8', env: { ...rest, ...environment }, shell: SHELL, maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
}

const json = ({ status, stdout, stderr }, wanted = 0) => {
  assert.deepEqual([status, wanted ? '' : stderr], [wanted, '']);
  return JSON.parse(stdout);
};

const expected = (names) => minidrama.cdnLogReport(names.map((name) => join(home, name)));

test('--json prints what cdnLogReport resolves to', async () => {
  assert.deepEqual(json(run(['cdn-log', '--json', ...logs])), await expected(logs));
});

test('parts, whole or a line each, merge into the same report', async () => {
  const whole = await expected(logs);
  const parts = logs.map((name) => run(['cdn-log', '--partial', name]));
  for (const { status, stdout, stderr } of parts) {
    assert.deepEqual([status, stderr], [0, '']);
    assert.equal(stdout.split('\n').length, 2, 'one line');
  }
  const files = parts.map(({ stdout }, place) => file(`part-${place}.json`, stdout));
  assert.deepEqual(json(run(['cdn-log', '--merge', '--json', ...files])), whole);
  const gathered = file('gathered.json', parts.map(({ stdout }) => stdout).join('\n'));
  assert.deepEqual(json(run(['cdn-log', '--merge', '--partial', gathered])), whole);
  const pretty = file('pretty.json', run(['cdn-log', '--json', logs[0]]).stdout);
  assert.deepEqual(json(run(['cdn-log', '--merge', '--json', pretty, files[1], files[2]])), whole);
});

test('the tables say the sums', async () => {
  const { bytes, byMark, cacheHitRatio } = await expected(logs);
  const { status, stdout, stderr } = run(['cdn-log', ...logs]);
  assert.deepEqual([status, stderr], [0, '']);
  for (const said of ['60000', bytes, byMark.a_b.bytes, `${(cacheHitRatio * 100).toFixed(1)} %`, 'channel mark', '北京', 'more: see --json']) assert.ok(stdout.includes(said), said);
  assert.ok(run(['cdn-log', '--lang', 'zh', ...logs]).stdout.includes('渠道'));
  assert.ok(run(['--lang', 'zh', 'cdn-log', ...logs]).stdout.includes('渠道'));
});

test('an unreadable file of several: exit code 2, one line why, and the report of the others', async () => {
  const { status, stdout, stderr } = run(['cdn-log', '--json', logs[0], 'absent.gz']);
  assert.deepEqual([status, stderr], [2, 'playward-server: cannot be read, or not to the end: absent.gz (not_found)\n']);
  const { failed, ...report } = JSON.parse(stdout);
  assert.deepEqual(failed, [{ file: 'absent.gz', reason: 'not_found' }]);
  assert.deepEqual({ ...report, failed: [] }, await expected([logs[0]]));
  const part = file('with-a-failure.json', run(['cdn-log', '--partial', logs[0], 'absent.gz']).stdout);
  assert.deepEqual(json(run(['cdn-log', '--merge', '--json', part]), 2).failed, failed);
});

test('what stands in a log does not steer the terminal', () => {
  const name = file('escapes.log', `20240328120000 1.2.3.4 a.b /\u001b[2J\u009b.mp4 1000 22 2 200 - 12 ua - GET HTTP/1.1 hit\n`);
  const { status, stdout } = run(['cdn-log', name]);
  assert.equal(status, 0);
  assert.ok(stdout.includes('/\\u001b[2J\\u009b.mp4'));
  assert.deepEqual(Object.keys(json(run(['cdn-log', '--json', name])).byMedia), ['/\u001b[2J\u009b.mp4']);
  const part = JSON.parse(run(['cdn-log', '--partial', name]).stdout);
  const failing = file('escapes.json', JSON.stringify({ ...part, failed: [{ file: '\u001b[2J.gz', reason: 'not_found' }] }));
  assert.equal(run(['cdn-log', '--merge', failing]).stderr, 'playward-server: cannot be read, or not to the end: \\u001b[2J.gz (not_found)\n');
});

test('a mark that objects have a meaning for stands in the report, in a part and in what is merged', () => {
  const name = file('prototype.log', '20240328120000 1.2.3.4 a.b /a.mp4?us=__proto__-647488c4792c15185b8fd2a6 1000 22 2 200 - 12 ua - GET HTTP/1.1 hit\n');
  const part = file('prototype.json', run(['cdn-log', '--partial', name]).stdout);
  for (const args of [['--json', name], ['--merge', '--json', part, part]]) {
    const requests = args.includes(part) ? 2 : 1;
    assert.deepEqual(Object.entries(json(run(['cdn-log', ...args])).byMark), [['__proto__', { requests, bytes: String(1000 * requests) }]]);
  }
  assert.match(run(['cdn-log', name]).stdout, /__proto__ +1 +1000/);
});

test('an unreadable part of several: exit code 2, one line why, and the report of the others', async () => {
  const part = file('sound.json', run(['cdn-log', '--partial', logs[0]]).stdout);
  const broken = file('broken-part.json', '{"lines": SECRET');
  const noPart = file('no-part.json', '{}');
  const torn = [5, {}, 'x', [null], [{ file: 1 }]].map((none, place) => file(`torn-${place}.json`, JSON.stringify({ ...JSON.parse(readFileSync(join(home, part), 'utf8')), failed: none })));
  for (const [others, failed] of [
    [['absent.json'], [{ file: 'absent.json', reason: 'not_found' }]], [[broken, '.'], [{ file: broken, reason: 'unreadable' }, { file: '.', reason: 'not_a_file' }]],
    [[noPart], [{ file: noPart, reason: 'unreadable' }]], [torn, torn.map((name) => ({ file: name, reason: 'unreadable' }))],
  ]) {
    const ended = run(['cdn-log', '--merge', '--json', ...others, part]);
    assert.equal(ended.stderr.trimEnd().split('\n').length, 1);
    assert.ok(failed.every(({ file: name, reason }) => ended.stderr.includes(`${name} (${reason})`)) && !ended.stderr.includes('SECRET'));
    const report = json(ended, 2);
    assert.deepEqual(report.failed, failed);
    assert.deepEqual({ ...report, failed: [] }, await expected([logs[0]]));
  }
});

test('what ends with one line and exit code 2', () => {
  const noReport = file('no-report.json', '{}');
  const broken = file('broken.json', '{"lines": SECRET');
  for (const [args, line] of [
    [[], 'which command? there are: cdn-log (--help)'],
    [['cdn-log'], 'usage: playward-server cdn-log FILE…'],
    [['cdn-log', 'absent.gz'], 'cannot be read, or not to the end: absent.gz (not_found)'],
    [['cdn-log', '--sum', 'x'], 'there is no option --sum'],
    [['cdn-log', '--merge', 'absent.json'], 'cannot read absent.json: ENOENT'],
    [['cdn-log', '--merge', noReport], 'no-report.json holds no report of --partial'],
    [['cdn-log', '--merge', broken], /^broken\.json is no JSON/],
  ]) {
    const { status, stdout, stderr } = run(args);
    assert.deepEqual([status, stdout], [2, ''], args.join(' '));
    if (typeof line === 'string') assert.equal(stderr, `playward-server: ${line}\n`);
    else assert.match(stderr.replace('playward-server: ', ''), line);
    assert.ok(!stderr.includes('SECRET'));
    assert.equal(stderr.trimEnd().split('\n').length, 1);
  }
});
