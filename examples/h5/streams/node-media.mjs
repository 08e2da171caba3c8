// node-media-server in a process of its own, for it keeps its state in globals, logs to stdout and exits on errors.
// Arguments: host, RTMP port, HTTP port.

import NodeMediaServer from 'node-media-server';

const [bind, rtmpPort, httpPort] = process.argv.slice(2);

new NodeMediaServer({ bind, rtmp: { port: Number(rtmpPort) }, http: { port: Number(httpPort) } }).run();
