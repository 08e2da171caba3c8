// A server that takes RTMP and gives HTTP, as a process: on free ports at first, on the same ones whenever it is started again.

import { freePort, HOST, listening } from './port.mjs';
import { Program } from './program.mjs';

/** Somebody may take a port between our finding it free and the server's listening. */
const PORT_ATTEMPTS = 3;

export class MediaServer {
  /**
   * @param {string} name
   * @param {(ports: { rtmp: number, http: number }) => Promise<{ command: string, args: string[] }>} prepare before each start
   */
  constructor(name, prepare) {
    this.name = name;
    this.prepare = prepare;
    this.ports = null;
    this.program = null;
  }

  get running() {
    return this.program !== null && !this.program.ended;
  }

  get publishAddress() {
    return `rtmp://${HOST}:${this.ports.rtmp}/live/demo`;
  }

  get origin() {
    return `http://${HOST}:${this.ports.http}`;
  }

  async start() {
    for (let attempt = 1; ; attempt += 1) {
      const ports = this.ports || { rtmp: await freePort(), http: await freePort() };
      const { command, args } = await this.prepare(ports);
      const program = new Program(command, args);
      const gone = () => program.ended;
      if ((await listening(ports.rtmp, gone)) && (await listening(ports.http, gone)) && !program.ended) {
        this.ports = ports;
        this.program = program;
        return;
      }
      await program.stop('SIGKILL');
      if (attempt === PORT_ATTEMPTS) throw new Error(`${this.name} does not start:\n${program.output}`);
    }
  }

  /** SIGKILL by default: every connection breaks at once. @param {NodeJS.Signals} [signal] */
  async stop(signal = 'SIGKILL') {
    const program = this.program;
    this.program = null;
    if (program) await program.stop(signal);
  }
}
