// node-media-server, in a process of its own for it keeps its state in globals: takes pushes whose address is signed and good.
// Arguments: host, port. The parent says by messages what counts, and is told what came.

import NodeMediaServer from 'node-media-server';
import { allows } from './live.mjs';

const [bind, port] = process.argv.slice(2);
const publishing = new Set();
/** @type {{ pushKey: string, aheadMs: number, refusing: boolean, expired: string[] }} */
let rules = { pushKey: '', aheadMs: 0, refusing: true, expired: [] };

function verdict({ streamName, streamQuery }) {
  const query = streamQuery ?? {};
  if (rules.refusing) return 'refused';
  if (!allows(rules.pushKey, streamName, query, (Date.now() + rules.aheadMs) / 1000) || rules.expired.includes(query.txSecret)) return 'forbidden';
  return 'ok';
}

const server = new NodeMediaServer({ bind, rtmp: { port: Number(port) } });
server.on('prePublish', (session) => {
  const code = verdict(session);
  process.send({ app: session.streamApp, stream: session.streamName, code });
  if (code === 'ok') publishing.add(session);
  else session.close();
});
server.on('donePublish', (session) => { publishing.delete(session); });
process.on('message', (told) => {
  if (told === 'cut') for (const session of publishing) session.socket.destroy();
  else rules = told;
});
process.on('disconnect', () => process.exit());
server.run();
