// The edge the viewers talk to: passes HTTP-FLV and HLS on from the servers behind, checks the play address, and breaks on demand.

import { createServer, request as ask } from 'node:http';
import { FlvPicture } from './flv-picture.mjs';
import { h265Stream, PLAYLIST } from './h265.mjs';
import { HlsHold } from './hls-hold.mjs';
import { HOST } from './port.mjs';

/**
 * ok           passes everything on
 * eof          ends streams properly, new ones too; the HLS playlist stays as it is, and says with EXT-X-ENDLIST that it is complete
 * reset        resets every connection, new ones too
 * forbidden    as reset, then answers 403; once healed only addresses issued since the fault began are good
 * unavailable  as reset, then answers 503
 * stall        goes silent for good on the connections there are, new ones are accepted and get nothing
 * stale        the camera is gone, and nobody says so: the HLS playlist stays as it is, HTTP-FLV goes silent as in stall
 * slow         passes media on at a quarter of its bit rate
 * frozen       HTTP-FLV: the picture stands, the sound goes on
 * h265         the camera sends H.265 from now on, but to whoever has an address that says codec=h264
 * down         does not listen at all
 */
export const FAULTS = ['eof', 'reset', 'forbidden', 'unavailable', 'stall', 'stale', 'slow', 'frozen', 'h265', 'down'];

const STATUS = { forbidden: 403, unavailable: 503 };
/** The HLS playlist stays as it is. */
const HOLDS = ['eof', 'stale'];
/** HTTP-FLV goes silent. */
const SILENT = ['stall', 'stale'];
const OPEN_TO_ALL = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
const FLV_TYPE = 'video/x-flv';
const SLOW_SHARE = 0.25;
const TICK_MS = 50;

export class FaultGate {
  /**
   * @param {import('./play-address.mjs').PlayAddresses} addresses
   * @param {{ flv: () => string | null, hls: () => string | null, ffmpeg: string | null, bytesPerSecond: number }} origins the servers behind, and what their stream needs
   * @param {string} [host] the address of this machine that it listens on, and that play addresses name
   */
  constructor(addresses, origins, host = HOST) {
    this.addresses = addresses;
    this.origins = origins;
    this.host = host;
    this.fault = null;
    this.port = 0;
    /** What viewers got of media, all of them together. */
    this.mediaBytes = 0;
    this.exchanges = new Set();
    this.server = null;
    /** @type {HlsHold | null} */
    this.hold = null;
    /** @type {{ flv: Buffer, segment: Buffer } | null} */
    this.h265 = null;
  }

  get origin() {
    return `http://${this.host}:${this.port}`;
  }

  /** What can be inflicted here. */
  get faults() {
    return this.origins.ffmpeg ? FAULTS : FAULTS.filter((fault) => fault !== 'h265');
  }

  async open() {
    const server = createServer((request, response) => this.answer(request, response));
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, this.host, resolve);
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
    const hls = this.origins.hls();
    this.hold = HOLDS.includes(fault) && hls ? await HlsHold.of(hls) : null;
    if (fault === 'h265') this.h265 ||= await h265Stream(this.origins.ffmpeg);
    this.fault = fault;
    if (fault === 'forbidden') this.addresses.rotateKey();
    if (fault === 'down') return this.close();
    if (!this.server) await this.open();
    for (const exchange of [...this.exchanges]) {
      exchange.slow = fault === 'slow';
      // After a picture that lasts so long no other fits.
      if (exchange.picture.standing && fault !== 'frozen') exchange.reset();
      exchange.picture.frozen = fault === 'frozen';
      if (fault === 'eof') exchange.end();
      else if (fault === 'stall' || (fault === 'stale' && exchange.isFlv)) exchange.mute();
      else if (fault === 'h265' || fault === 'reset' || STATUS[fault]) exchange.reset();
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

    const exchange = new Exchange(response, origin + url.pathname, this.origins.bytesPerSecond * SLOW_SHARE, (bytes) => { this.mediaBytes += bytes; });
    exchange.isFlv = isFlv;
    exchange.slow = this.fault === 'slow';
    exchange.picture.frozen = this.fault === 'frozen';
    this.exchanges.add(exchange);
    response.once('close', () => this.exchanges.delete(exchange));
    if (this.fault === 'stall' || (isFlv && SILENT.includes(this.fault))) return exchange.mute();
    const h265 = this.fault === 'h265' && url.searchParams.get('codec') !== 'h264';
    if (isPlaylist) {
      if (h265) return exchange.sendPlaylist(PLAYLIST, url.search);
      if (this.hold) return exchange.sendPlaylist(this.fault === 'eof' ? `${this.hold.playlist}#EXT-X-ENDLIST\n` : this.hold.playlist, url.search);
      return exchange.passPlaylist(url.search);
    }
    if (isFlv) {
      if (h265) return exchange.begin(FLV_TYPE, this.h265.flv);
      if (this.fault === 'eof') return exchange.sendAll(FLV_TYPE, Buffer.alloc(0));
      return exchange.pass();
    }
    const name = url.pathname.split('/').pop();
    if (h265) return exchange.sendAll('video/mp2t', this.h265.segment);
    if (this.hold && this.hold.segments.has(name)) return exchange.sendAll('video/mp2t', this.hold.segments.get(name));
    return exchange.pass();
  }
}

function refuse(response, status) {
  response.writeHead(status, OPEN_TO_ALL);
  response.end();
}

/** One request of a viewer and the one made for it to the server behind. */
class Exchange {
  /** @param {number} slowly bytes a second, while it is slow @param {(bytes: number) => void} count what is sent of media */
  constructor(response, address, slowly, count) {
    this.response = response;
    this.address = address;
    this.slowly = slowly;
    this.count = count;
    this.isFlv = false;
    this.muted = false;
    this.slow = false;
    this.picture = new FlvPicture();
    this.upstream = null;
    /** What a slow link holds back. @type {Buffer[]} */
    this.held = [];
    this.over = false;
    this.ticker = null;
    response.once('close', () => this.letGo());
  }

  /** The server behind is gone, or broke off: so does the viewer's connection. */
  fetch(onAnswer) {
    this.upstream = ask(this.address, { agent: false }, onAnswer);
    this.upstream.once('error', () => this.reset());
    this.upstream.end();
  }

  pass() {
    this.fetch((answer) => {
      this.head(answer.statusCode, answer.headers['content-type']);
      answer.on('data', (chunk) => {
        for (const bytes of this.isFlv ? this.picture.pass(chunk) : [chunk]) this.send(bytes);
      });
      answer.once('end', () => this.end());
      answer.once('error', () => this.reset());
    });
  }

  /** Each fragment is asked for under the address of its playlist. */
  passPlaylist(query) {
    this.fetch((answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => { text += chunk; });
      answer.once('end', () => this.sendPlaylist(text, query, answer));
      answer.once('error', () => this.reset());
    });
  }

  sendPlaylist(text, query, { statusCode = 200, headers = { 'content-type': 'application/vnd.apple.mpegurl' } } = {}) {
    this.head(statusCode, headers['content-type']);
    this.response.write(text.replace(/^(?!#)(\S+)$/gm, `$1${query}`));
    this.end();
  }

  sendAll(type, bytes) {
    this.begin(type, bytes);
    this.end();
  }

  /** And then no more. */
  begin(type, bytes) {
    this.head(200, type);
    this.send(bytes);
  }

  head(status, type) {
    this.response.writeHead(status, type ? { ...OPEN_TO_ALL, 'content-type': type } : OPEN_TO_ALL);
  }

  send(bytes) {
    if (this.muted) return;
    if (!this.slow && !this.held.length) return this.write(bytes);
    this.held.push(bytes);
    this.ticker ||= setInterval(() => this.trickle(), TICK_MS);
  }

  write(bytes) {
    this.response.write(bytes);
    this.count(bytes.length);
  }

  /** What a slow link lets through in the meantime; a link that is no longer slow, everything. */
  trickle() {
    for (let room = this.slow ? this.slowly * (TICK_MS / 1000) : Infinity; room >= 1 && this.held.length;) {
      const [first] = this.held;
      const bytes = first.subarray(0, Math.min(room, first.length));
      room -= bytes.length;
      if (bytes.length === first.length) this.held.shift();
      else this.held[0] = first.subarray(bytes.length);
      if (!this.muted) this.write(bytes);
    }
    if (this.held.length) return;
    clearInterval(this.ticker);
    this.ticker = null;
    if (this.over) this.end();
  }

  mute() {
    this.muted = true;
    this.letGo();
  }

  end() {
    this.over = true;
    if (!this.muted && !this.held.length) this.response.end();
  }

  reset() {
    if (!this.muted && this.response.socket) this.response.socket.resetAndDestroy();
  }

  letGo() {
    clearInterval(this.ticker);
    this.held = [];
    if (this.upstream) this.upstream.destroy();
  }
}
