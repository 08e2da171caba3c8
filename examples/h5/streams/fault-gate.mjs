// The edge the viewers talk to: passes HTTP-FLV and HLS on from the servers behind, checks the play address, and breaks on demand.

import { createServer, request as ask } from 'node:http';
import { HOST } from './port.mjs';

/**
 * ok           passes everything on
 * eof          ends streams properly, new ones too; HLS playlists say they are complete
 * reset        resets every connection, new ones too
 * forbidden    as reset, then answers 403; once healed only addresses issued since the fault began are good
 * unavailable  as reset, then answers 503
 * stall        goes silent for good on the connections there are, new ones are accepted and get nothing
 * down         does not listen at all
 */
export const FAULTS = ['eof', 'reset', 'forbidden', 'unavailable', 'stall', 'down'];

const STATUS = { forbidden: 403, unavailable: 503 };
const OPEN_TO_ALL = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };

export class FaultGate {
  /** @param {import('./play-address.mjs').PlayAddresses} addresses @param {{ flv: () => string | null, hls: () => string | null }} origins */
  constructor(addresses, origins) {
    this.addresses = addresses;
    this.origins = origins;
    this.fault = null;
    this.port = 0;
    /** What viewers got of media, all of them together. */
    this.mediaBytes = 0;
    this.exchanges = new Set();
    this.server = null;
  }

  get origin() {
    return `http://${HOST}:${this.port}`;
  }

  async open() {
    const server = createServer((request, response) => this.answer(request, response));
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, HOST, resolve);
    });
    this.port = server.address().port;
    this.server = server;
  }

  async close() {
    const server = this.server;
    this.server = null;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  /** @param {string | null} fault one of FAULTS, or null: healed */
  async set(fault) {
    this.fault = fault;
    if (fault === 'forbidden') this.addresses.rotateKey();
    if (fault === 'down') return this.close();
    if (!this.server) await this.open();
    if (fault === null) return;
    for (const exchange of [...this.exchanges]) {
      if (fault === 'eof') exchange.end();
      else if (fault === 'stall') exchange.mute();
      else exchange.reset();
    }
  }

  answer(request, response) {
    if (!URL.canParse(request.url, this.origin)) return refuse(response, 400);
    const url = new URL(request.url, this.origin);
    if (this.fault === 'reset') return response.socket.resetAndDestroy();
    if (STATUS[this.fault]) return refuse(response, STATUS[this.fault]);
    if (!this.addresses.allows(url.searchParams)) return refuse(response, 403);
    const isFlv = url.pathname.endsWith('.flv');
    const isPlaylist = url.pathname.endsWith('.m3u8');
    const origin = isFlv ? this.origins.flv() : this.origins.hls();
    if (!origin) return refuse(response, 404);

    const exchange = new Exchange(response, origin + url.pathname);
    this.exchanges.add(exchange);
    response.once('close', () => this.exchanges.delete(exchange));
    if (this.fault === 'stall') return exchange.mute();
    if (isPlaylist) return exchange.passPlaylist(url.search, this.fault === 'eof');
    if (this.fault === 'eof' && isFlv) return exchange.passNothing();
    return exchange.pass((bytes) => { this.mediaBytes += bytes; });
  }
}

function refuse(response, status) {
  response.writeHead(status, OPEN_TO_ALL);
  response.end();
}

/** One request of a viewer and the one made for it to the server behind. */
class Exchange {
  constructor(response, address) {
    this.response = response;
    this.muted = false;
    this.address = address;
    this.upstream = null;
    response.once('close', () => this.letGo());
  }

  /** The server behind is gone, or broke off: so does the viewer's connection. */
  fetch(onAnswer) {
    this.upstream = ask(this.address, { agent: false }, onAnswer);
    this.upstream.once('error', () => this.reset());
    this.upstream.end();
  }

  /** @param {(bytes: number) => void} count */
  pass(count) {
    this.fetch((answer) => {
      this.head(answer);
      answer.on('data', (chunk) => {
        if (this.muted) return;
        this.response.write(chunk);
        count(chunk.length);
      });
      answer.once('end', () => this.end());
      answer.once('error', () => this.reset());
    });
  }

  /** Each fragment is asked for under the address of its playlist. */
  passPlaylist(query, complete) {
    this.fetch((answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => { text += chunk; });
      answer.once('end', () => {
        this.head(answer);
        const signed = text.replace(/^(?!#)(\S+)$/gm, `$1${query}`);
        this.response.write(complete && text ? `${signed}#EXT-X-ENDLIST\n` : signed);
        this.end();
      });
      answer.once('error', () => this.reset());
    });
  }

  passNothing() {
    this.response.writeHead(200, { ...OPEN_TO_ALL, 'content-type': 'video/x-flv' });
    this.response.end();
  }

  head(answer) {
    const type = answer.headers['content-type'];
    this.response.writeHead(answer.statusCode, type ? { ...OPEN_TO_ALL, 'content-type': type } : OPEN_TO_ALL);
  }

  mute() {
    this.muted = true;
    this.letGo();
  }

  end() {
    if (!this.muted) this.response.end();
  }

  reset() {
    if (!this.muted && this.response.socket) this.response.socket.resetAndDestroy();
  }

  letGo() {
    if (this.upstream) this.upstream.destroy();
  }
}
