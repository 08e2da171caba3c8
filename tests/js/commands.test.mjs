// The commands of the packed package, started as a shell starts them.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';

const PACKAGE = fileURLToPath(new URL('../../pkg/playward', import.meta.url));
const core = createRequire(import.meta.url)(PACKAGE);

let home;

before(() => {
  home = mkdtempSync(join(tmpdir(), 'playward-commands-'));
  const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe', shell: process.platform === 'win32' });
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--pack-destination', home], PACKAGE));
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  npm(['install', '--offline', '--no-audit', '--no-fund', join(home, filename)], home);
});

after(() => rmSync(home, { recursive: true, force: true }));

/** @param {string[]} args @param {Record<string, string>} [environment] */
function playward(args, environment = { LANG: 'C' }) {
  const { LANG, LC_ALL, LC_MESSAGES, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(join(home, 'node_modules', '.bin', 'playward'), args, {
    cwd: home, encoding: 'utf8', env: { ...rest, ...environment }, shell: process.platform === 'win32',
  });
  return { status, stdout, stderr };
}

/** A file in the working folder. */
function file(name, content) {
  writeFileSync(join(home, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

/** A live view that is cut after 5 s and comes back. */
function session(policy = {}) {
  const supervisor = new core.Supervisor(policy);
  const decide = (event, nowMs) => supervisor.dispatch(event, nowMs);
  decide({ type: 'play', url: 'https://live.example.com/app/room.m3u8?txSecret=0123456789abcdef0123456789abcdef&txTime=7fffffff' }, 1000);
  for (let at = 0; at < 5; at += 1) decide({ type: 'media', name: 'progress', position: at + 1 }, 2000 + at * 1000);
  const { wakeAtMs } = decide({ type: 'media', name: 'error', httpStatus: 502 }, 7000);
  const { generation } = decide({ type: 'wake' }, wakeAtMs);
  for (let at = 0; at < 3; at += 1) decide({ type: 'media', name: 'progress', position: at + 1, generation }, wakeAtMs + 1000 + at * 1000);
  const trace = supervisor.trace();
  supervisor.close();
  return trace;
}

describe('all commands', () => {
  for (const [args, line] of [
    [[], 'which command? there are: replay address usersig states simulate (--help)'],
    [['--json'], 'which command? there are: replay address usersig states simulate (--help)'],
    [['--lang', 'en'], 'which command? there are: replay address usersig states simulate (--help)'],
    [['--lang'], 'which command? there are: replay address usersig states simulate (--help)'],
    [['--verbose', 'states'], 'which command? there are: replay address usersig states simulate (--help)'],
    [['-2301', 'states'], 'which command? there are: replay address usersig states simulate (--help)'],
    [['--lang=en', 'play'], 'there is no command play? there are: replay address usersig states simulate (--help)'],
    [['--lang', 'fr', 'states'], '--lang is zh or en'],
    [['--json=1', 'states'], '--json has no value'],
    [['play'], 'there is no command play? there are: replay address usersig states simulate (--help)'],
    [['states', '--verbose'], 'there is no option --verbose'],
    [['states', '--__proto__'], 'there is no option --__proto__'],
    [['states', '--json=1'], '--json has no value'],
    [['states', '1', '2'], 'usage: playward states [CODE]'],
    [['states', 'on'], 'a state code is a whole number, not on'],
    [['states', '--source'], '--source needs a live-player|live-pusher'],
    [['states', '--source', 'video'], '--source is live-player or live-pusher'],
    [['states', '--lang', 'fr'], '--lang is zh or en'],
    [['address'], 'usage: playward address URL'],
    [['usersig'], 'usage: playward usersig SIG'],
    [['simulate'], 'usage: playward simulate CODE[@SECONDS]…'],
    [['simulate', '2004@soon'], 'behind @ stand seconds: 2004@soon'],
    [['simulate', '2004@2', '2103@1'], '2103@1 comes before the one ahead of it'],
    [['replay', 'absent.json'], 'cannot read absent.json: ENOENT'],
    [['replay', '.'], 'cannot read .: EISDIR'],
  ]) {
    test(`playward ${args.join(' ')}`, () => {
      assert.deepEqual(playward(args), { status: 2, stdout: '', stderr: `playward: ${line}\n` });
    });
  }

  test('the language is the environment\'s, and --lang counts more', () => {
    for (const [environment, args, word] of [
      [{ LANG: 'zh_CN.UTF-8' }, [], '断连'], [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB.UTF-8' }, [], 'retries are used up'], [{ LC_MESSAGES: 'zh_TW' }, [], '断连'],
      [{ LANG: 'C' }, ['--lang', 'zh'], '断连'], [{ LANG: 'zh_CN.UTF-8' }, ['--lang=en'], 'retries are used up'],
    ]) assert.ok(playward(['states', '-2301', ...args], environment).stdout.includes(word), JSON.stringify([environment, args]));
    assert.equal(playward(['replay', 'absent.json', '--lang', 'zh']).stderr, 'playward: 读不了 absent.json：ENOENT\n');
  });

  test('each explains itself, with examples', () => {
    for (const name of ['replay', 'address', 'usersig', 'states', 'simulate']) {
      const { status, stdout, stderr } = playward([name, '--help']);
      assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
      assert.match(stdout, new RegExp(`Examples:\n  npx playward ${name}`));
      assert.doesNotMatch(stdout, /\u001b/);
      assert.match(playward([name, '--help', '--lang', 'zh']).stdout, /例如：/);
    }
    assert.equal(playward(['--help']).status, 0);
    for (const given of [['--json', '--lang', 'zh'], ['--lang=zh'], ['--help'], ['-h', '--lang=zh']]) {
      const before = playward([...given, 'states', '-2301']);
      assert.deepEqual(before, playward(['states', ...given, '-2301']), given.join(' '));
      assert.equal(before.status, 0);
    }
  });
});

describe('address', () => {
  const SECRET = '0123456789abcdef0123456789abcdef';

  test('prints as JSON what parsePlayAddress says', () => {
    const url = `rtmp://play.example.com/live/room?txSecret=${SECRET}&txTime=7fffffff`;
    const { status, stdout } = playward(['address', url, '--json']);
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), core.parsePlayAddress(url));
  });

  for (const [name, url] of [
    ['Tencent live', `rtmp://play.example.com/live/room?txSecret=${SECRET}&txTime=65f00000`],
    ['Tencent VOD', `https://1500.vod2.example.com/a/f0.mp4?t=65f00000&us=guest&sign=${SECRET}`],
    ['Baijiayun, in the path', `http://dal.example.com/${SECRET}/59493fca/00-upload/x.mp4?fid=1`],
    ['EZVIZ', `https://open.example.com/v3/openlive/C78957921_1_1.m3u8?expire=1710227456&id=${SECRET}&t=${SECRET}${SECRET}&ev=100`],
    ['EZVIZ with a code', 'ezopen://SECRET@open.ys7.com/C78957921/2.hd.live'],
    ['Aliyun', `https://a.example.com/live/room.flv?auth_key=1710227456-0-0-${SECRET}`],
    ['a user', `rtmp://user:${SECRET}@a.example.com/live/room`],
    ['a token', `https://a.example.com/live/room.m3u8?token=eyJhbGciOiJIUzI1NiJ9.${SECRET}.x`],
    ['Wangsu, in the path', `http://a.example.com/20260101120000/${SECRET}/room.flv`],
  ]) {
    test(`shows no signature of ${name}`, () => {
      for (const more of [[], ['--json']]) {
        const { status, stdout, stderr } = playward(['address', url, ...more]);
        assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
        assert.ok(!stdout.includes(SECRET) && !stdout.includes('SECRET'), stdout);
      }
    });
  }

  test('says what a restart would do', () => {
    assert.match(playward(['address', 'https://a.example.com/x.flv?txSecret=1&txTime=65f00000']).stdout, /expired .* ago[\s\S]*ask for a new address first/);
    assert.match(playward(['address', 'https://a.example.com/x.flv?txSecret=1&txTime=7fffffff']).stdout, /would use it again/);
  });

  test('what is no address is not valid, and is not echoed', () => {
    assert.deepEqual(playward(['address', `hello-${SECRET}`]), { status: 1, stdout: '', stderr: 'playward: address is no play address\n' });
    assert.equal(playward(['address', 'hello', '--lang', 'zh']).stderr, 'playward: address：不是播放地址\n');
  });
});

describe('usersig', () => {
  const cases = JSON.parse(execFileSync(process.execPath, ['-p', 'JSON.stringify(require(process.argv[1]))', fileURLToPath(new URL('../data/tencent.json', import.meta.url))], { encoding: 'utf8' }));
  const known = [...JSON.stringify(cases).matchAll(/"(eJ[\w*\-_+/=]{60,})"/g)].map(([, sig]) => sig).find((sig) => {
    try {
      return core.tencent.inspectUserSig(sig);
    } catch {
      return false;
    }
  });

  test('prints as JSON what inspectUserSig says', () => {
    const { status, stdout } = playward(['usersig', known, '--json']);
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), core.tencent.inspectUserSig(known));
  });

  test('says that it has expired and shows no signature', () => {
    const { status, stdout } = playward(['usersig', known]);
    assert.equal(status, 0);
    assert.match(stdout, /it has expired/);
    assert.match(stdout, /TLS\.sig +\*\*\*/);
    assert.ok(!stdout.includes(known));
  });

  test('what stands in it does not steer the terminal, and a version that is missing is not shown', () => {
    const fields = { 'TLS.identifier': 'a\u001b[2J\nb', 'TLS.sdk_appid': '1', 'TLS.time': '5', 'TLS.expire_after': '7', 'TLS.sig': 'x' };
    const { status, stdout } = playward(['usersig', deflateSync(JSON.stringify(fields)).toString('base64')]);
    assert.equal(status, 0);
    assert.ok(stdout.includes('a\\u001b[2J\\u000ab\n'));
    assert.match(stdout, /algorithm +ecdsa\n/);
  });

  test('what is no UserSig is not valid', () => {
    const { status, stdout, stderr } = playward(['usersig', known.slice(0, 40)]);
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
    assert.match(stderr, /^playward: this is no UserSig[^\n]*\n$/);
    assert.ok(!stderr.includes(known.slice(0, 40)));
  });
});

describe('states', () => {
  test('one, all, and the pusher\'s', () => {
    assert.deepEqual(JSON.parse(playward(['states', '-2301', '--json']).stdout), core.describeState(-2301));
    assert.deepEqual(JSON.parse(playward(['states', '--json']).stdout), core.listStates());
    assert.deepEqual(JSON.parse(playward(['states', '--json', '--source', 'live-pusher']).stdout), core.listStates('live-pusher'));
    assert.equal(playward(['states']).stdout.split('\n').length, core.listStates().length + 1);
  });

  test('an unknown code is no error', () => {
    const { status, stdout } = playward(['states', '4711']);
    assert.equal(status, 0);
    assert.match(stdout, /unknown/);
  });
});

describe('simulate', () => {
  const decided = (...args) => {
    const { status, stdout } = playward(['simulate', ...args, '--json']);
    assert.equal(status, 0);
    return JSON.parse(stdout).decisions.map(({ phase, rule }) => `${phase} ${rule}`);
  };

  test('begins with a play; a code without a time comes a second after the one before', () => {
    assert.deepEqual(decided('2004', '-2301'), ['connecting play', 'playing first_picture', 'playing playing_proven', 'backoff disconnected']);
  });

  test('the timer fires between two codes', () => {
    assert.deepEqual(decided('2004@1', '-2301@5', '2004@12'), [
      'connecting play', 'playing first_picture', 'playing playing_proven', 'backoff disconnected', 'connecting restart', 'connecting playing_not_proven',
    ]);
  });

  test('under a policy', () => {
    const { stdout } = playward(['simulate', '-2301@1', '--policy', file('quick.json', { firstRetryMs: [500, 500] }), '--json']);
    assert.equal(JSON.parse(stdout).decisions.at(-1).wakeAtMs, 1500);
    const { status, stderr } = playward(['simulate', '2004', '--policy', file('odd.json', { firstRetry: 1 })]);
    assert.deepEqual({ status, stderr }, { status: 1, stderr: 'playward: firstRetry is not a known field, check its spelling\n' });
  });
});

test('every rule has words', async () => {
  const { describeRule } = await import('../../pkg/playward/picture.mjs');
  const types = readFileSync(join(PACKAGE, 'index.d.mts'), 'utf8');
  const [, union] = types.match(/export type Rule =\n([\s\S]*?);\n/);
  const rules = [...union.matchAll(/\| '(\w+)'/g)].map(([, rule]) => rule);
  assert.ok(rules.length > 60);
  for (const rule of rules) assert.ok(describeRule(rule)?.zh && describeRule(rule).en, rule);
  assert.equal(describeRule('toString'), null);
});

describe('replay', () => {
  test('prints as JSON what replay says', () => {
    const trace = session();
    const { status, stdout } = playward(['replay', file('trace.json', trace), '--json']);
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), core.replay(trace));
  });

  test('prints the timeline and the figures', () => {
    const { status, stdout, stderr } = playward(['replay', file('trace.json', session())]);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    assert.match(stdout, /^\+0\.0 s +connecting +play https:\/\/live\.example\.com\/app\/room\.m3u8 +play +→ load/);
    assert.match(stdout, /\+6\.0 s +backoff +error 502 +media_error +#1/);
    assert.match(stdout, /restarts +1\n/);
    assert.doesNotMatch(stdout, /0123456789abcdef|\u001b/);
  });

  test('--policy shows what another policy would have done, also of a trace that has lost its beginning', () => {
    for (const policy of [{}, { traceLimit: 4 }]) {
      const trace = session(policy);
      const changed = { stallTimeoutMs: 500 };
      const { status, stdout } = playward(['replay', file('trace.json', trace), '--policy', file('policy.json', changed), '--json']);
      assert.equal(status, 0);
      const under = (carrier) => ({ ...carrier, policy: { ...carrier.policy, ...changed } });
      assert.deepEqual(JSON.parse(stdout), core.replay({ ...under(trace), from: trace.from && under(trace.from) }));
      assert.notDeepEqual(JSON.parse(stdout), core.replay(trace));
    }
    assert.match(playward(['replay', 'trace.json', '--policy', 'policy.json']).stdout, /then +this policy/);
  });

  test('--check finds what is decided otherwise', () => {
    const trace = session();
    assert.match(playward(['replay', file('trace.json', trace), '--check']).stdout, /decided as it was then/);
    for (const spoil of [
      (copy) => { copy.events[6].rule = 'live_ended'; },
      (copy) => { copy.events[6].phase = 'failed'; },
      (copy) => { delete copy.events[6].rule; },
      (copy) => { copy.events[6].event.name = 'ended'; },
      (copy) => { copy.policy.firstRetryMs = [60_000, 60_000]; },
    ]) {
      const copy = structuredClone(trace);
      spoil(copy);
      const { status, stdout, stderr } = playward(['replay', file('spoilt.json', copy), '--check']);
      assert.deepEqual({ status, stderr }, { status: 1, stderr: '' });
      assert.match(stdout, /decided otherwise\n +events\[\d+\]/);
      const json = playward(['replay', 'spoilt.json', '--check', '--json']);
      assert.equal(json.status, 1);
      assert.ok(JSON.parse(json.stdout).differences.length);
    }
  });

  test('--check does not go with --policy', () => {
    assert.equal(playward(['replay', file('trace.json', session()), '--check', '--policy', file('policy.json', {})]).status, 2);
  });

  test('a broken trace gets one line that says where', () => {
    const broken = session();
    delete broken.events[2].event.name;
    broken.events[3].atMs = 'noon';
    const { status, stdout, stderr } = playward(['replay', file('broken.json', broken)]);
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
    assert.equal(stderr, 'playward: events[2].event.name is required; events[3].atMs has the wrong type\n');
  });

  test('what is no JSON is not quoted', () => {
    const { status, stdout, stderr } = playward(['replay', file('half.json', '{"version":1,"token":"SECRET'),]);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
    assert.match(stderr, /^playward: half\.json is no JSON[^\n]*\n$/);
    assert.ok(!stderr.includes('SECRET'));
  });

  describe('--html', () => {
    /** A session of 2,000 events that keeps changing. */
    function longSession() {
      const supervisor = new core.Supervisor({ traceLimit: 2000 });
      let now = 1_790_000_000_000;
      let decision = supervisor.dispatch({ type: 'play', url: 'https://live.example.com/app/room.m3u8' }, now);
      for (let at = 1; at < 2000; at += 1) {
        now += 200 + ((at * 7919) % 333);
        const broken = at % 100 === 0;
        const event = broken ? { type: 'media', name: 'error', code: `network.${at}`, httpStatus: 502 }
          : decision.wakeAtMs !== null && decision.wakeAtMs <= now ? { type: 'wake' }
            : { type: 'media', name: 'progress', position: (at * 317) / 1000 + (at % 7) / 100, behindMs: 2000 + ((at * 104_729) % 5000), generation: decision.generation };
        decision = supervisor.dispatch(event, now);
      }
      const trace = supervisor.trace();
      supervisor.close();
      assert.equal(trace.events.length, 2000);
      return trace;
    }

    test('2,000 events under two policies are one file under 150 KB that names no other', () => {
      const args = ['replay', file('long.json', longSession()), '--policy', file('policy.json', { stallTimeoutMs: 500, firstRetryMs: [0, 100] }), '--html', 'long.html'];
      const { status, stdout } = playward(args);
      assert.equal(status, 0);
      assert.match(stdout, /the picture is in long\.html\n$/);
      const page = readFileSync(join(home, 'long.html'), 'utf8');
      assert.ok(Buffer.byteLength(page) < 150_000, String(Buffer.byteLength(page)));
      assert.doesNotMatch(page, /<link|<img|<script src|\bimport\b|\bfetch\(|url\(/);
    });

    test('shows no signature, and what a trace says does not become markup', () => {
      const trace = session();
      trace.events[0].event.url = 'https://live.example.com/app/</script><b>.m3u8?sign=0123456789abcdef0123456789abcdef';
      assert.equal(playward(['replay', file('odd.json', trace), '--html', 'odd.html']).status, 0);
      const page = readFileSync(join(home, 'odd.html'), 'utf8');
      assert.ok(!page.includes('0123456789abcdef'));
      assert.equal(page.match(/<\/script>/g).length, 1);
    });

    test('a trace without events, and a file that cannot be written', () => {
      const empty = { ...session(), events: [] };
      assert.equal(playward(['replay', file('empty.json', empty), '--html', 'empty.html']).status, 0);
      const { status, stderr } = playward(['replay', 'empty.json', '--html', 'absent/x.html']);
      assert.deepEqual({ status, stderr }, { status: 2, stderr: 'playward: cannot write absent/x.html: ENOENT\n' });
    });
  });
});
