// One server in a process of its own: started when it is named, closed when the other process says so or is gone.

import { SERVERS } from './servers.mjs';

const { url, pid = process.pid, facts = {}, close } = await SERVERS[process.argv[2]].open();
process.send({ url, pid, facts });
process.once('message', async () => {
  await close();
  process.disconnect();
});
process.once('disconnect', () => process.exit());
