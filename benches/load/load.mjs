// 200 connections at once against a server: most requests good, one in twenty malformed or oversized; one connection in twenty sends a byte at a time, or no
// HTTP, or far too much.

import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import { SERVERS } from './servers.mjs';

/** One request in so many is a bad one; so is one connection. */
const BAD_IN = 20;
const SAMPLE_MS = 250;
/** A machine with much else to do. */
const TIMEOUT_S = 60;
/** A slow peer sends a byte at a time. */
const BYTE_MS = 100;
const MIB = 1024 * 1024;

const ask = promisify(execFile);
const residentOf = async (pid) => Number((await ask('ps', ['-o', 'rss=', '-p', String(pid)])).stdout) * 1024;

/**
 * @param {string} name of a server @param {{ seconds?: number, connections?: number }} [options]
 * @returns {Promise<{ server: string, good: number, wrong: string[], wrongCount: number, bad: number, badAnswers: string, slow: number, lost: number, perSecond: number, p99Ms: number, crashed: boolean,
 *   memory: { beforeMib: number, halfMib: number, peakMib: number } }>} wrong: good requests whose answer was not right, the first few; badAnswers: statuses of the bad
 *   ones, which are to be 4xx, or the connection is closed; lost: good requests without an answer; halfMib: the most memory in the first half of the time
 */
export async function load(name, { seconds = 30, connections = 200 } = {}) {
  const child = fork(fileURLToPath(new URL('process.mjs', import.meta.url)), [name], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let crashed = false;
  child.on('exit', () => { crashed = true; });
  const [{ url, pid, facts }] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => { throw new Error(`${name} did not start: it ended with ${code}`); }),
  ]);
  const { good, bad, slow } = await SERVERS[name].traffic(url, facts);
  const counts = { good: 0, bad: 0 };
  const wrong = [];
  const statuses = new Map();
  let wrongCount = 0;

  const goodRequest = ({ each, check, ...request }) => ({
    ...request, ...(each && { setupRequest: each }),
    onResponse(status, body, context) {
      counts.good += 1;
      try {
        check(status, body, context);
      } catch (error) {
        wrongCount += 1;
        if (wrong.length < 5) wrong.push(error.message);
      }
    },
  });
  const badRequest = ({ refused, ...request }) => ({
    ...request, bad: true,
    onResponse(status, body) {
      const said = refused?.(status, body) ? `${status} with a code` : String(status);
      counts.bad += 1;
      statuses.set(said, (statuses.get(said) ?? 0) + 1);
    },
  });
  const requests = bad.flatMap((one, turn) => [
    ...Array.from({ length: BAD_IN - 1 }, (_, place) => goodRequest(good[(turn * (BAD_IN - 1) + place) % good.length])), badRequest(one),
  ]);

  const beforeBytes = await residentOf(pid);
  const samples = [];
  let over = false;
  const began = Date.now();
  const sampling = (async () => {
    while (!over && !crashed) {
      samples.push({ at: Date.now() - began, bytes: await residentOf(pid).catch(() => 0) });
      await new Promise((resolve) => { setTimeout(resolve, SAMPLE_MS); });
    }
  })();
  const slowPeers = Math.max(PEERS.length, Math.round(connections / BAD_IN));
  const peers = Array.from({ length: slowPeers }, (_, place) => PEERS[place % PEERS.length](url, slow, () => over));
  let clients = 0;
  let hungUpOn = 0;
  let lost = 0;
  const result = await autocannon({
    url, connections: connections - slowPeers, duration: seconds, timeout: TIMEOUT_S, requests,
    // Each begins at another place of the list: bad requests come from the first moment on.
    setupClient(client) {
      const first = clients % requests.length;
      clients += 1;
      client.setRequests([...requests.slice(first), ...requests.slice(0, first)]);
      // A server may hang up on a body that it will not have. Nobody else is hung up on.
      const unanswered = () => {
        if (client.requestIterator.currentRequest.bad) hungUpOn += 1;
        else lost += 1;
      };
      client.on('connError', unanswered).on('timeout', unanswered);
    },
  });
  over = true;
  const told = await Promise.all(peers);
  await sampling;

  // It is there, and right, for whoever comes after.
  const after = crashed ? 0 : (await fetch(url)).status;
  if (!crashed) {
    const gone = once(child, 'exit');
    child.send('close');
    crashed = (await gone)[0] !== 0;
  }
  const most = (among) => Math.round(Math.max(0, ...among.map(({ bytes }) => bytes)) / MIB);
  return {
    server: name, good: counts.good, wrong, wrongCount, bad: counts.bad, badAnswers: [...[...statuses].sort().map(([status, count]) => `${status}: ${count}`), ...(hungUpOn ? [`closed: ${hungUpOn}`] : [])].join(', '),
    slow: told.reduce((sum, count) => sum + count, 0), lost, perSecond: Math.round(result.requests.average), p99Ms: result.latency.p99,
    crashed: crashed || after === 0,
    memory: { beforeMib: Math.round(beforeBytes / MIB), halfMib: most(samples.filter(({ at }) => at < seconds * 500)), peakMib: most(samples) },
  };
}

/** Connects again and again until it is over; `talk` sends something every so often. @returns {Promise<number>} how many connections */
async function peer(url, over, talk) {
  const { hostname, port } = new URL(url);
  let count = 0;
  while (!over()) {
    const socket = connect(Number(port), hostname);
    let said = 0;
    count += 1;
    await new Promise((resolve) => {
      const timer = setInterval(() => {
        if (over()) socket.destroy();
        else if (socket.writable) socket.write(talk(said));
        said += 1;
      }, BYTE_MS);
      socket.on('error', () => {}).on('close', () => {
        clearInterval(timer);
        resolve();
      }).resume();
    });
  }
  return count;
}

const head = (url, path, length) => `POST ${path} HTTP/1.1\r\nhost: ${new URL(url).host}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

const PEERS = [
  /** A body that comes a byte at a time. */
  (url, path, over) => peer(url, over, (said) => (said === 0 ? head(url, path, 100_000) : 'x')),
  /** What is no HTTP. */
  (url, path, over) => peer(url, over, () => '\u0016\u0003\u0001 no HTTP\r\n\r\n'),
  /** A body of a gigabyte, as far as it gets. */
  (url, path, over) => peer(url, over, (said) => (said === 0 ? head(url, path, 1024 * MIB) : Buffer.alloc(MIB, 'x'))),
];

/** What is wrong with a run; empty: nothing. @param {Awaited<ReturnType<typeof load>>} run */
export function faultsOf({ good, wrong, badAnswers, lost, crashed, memory }) {
  return [
    ...(good === 0 || badAnswers === '' ? ['nothing was asked'] : []),
    ...wrong,
    ...(/\b[^4]\d\d: /.test(badAnswers) ? [`bad requests were answered with ${badAnswers}`] : []),
    ...(lost ? [`${lost} good requests had no answer`] : []),
    ...(crashed ? ['it crashed'] : []),
    ...(memory.peakMib > MOST_MIB ? [`it grew to ${memory.peakMib} MiB`] : []),
  ];
}

/** No server may hold more. */
const MOST_MIB = 512;
