// The live stream of the demo, from camera to edge, out of what this machine has.

import { setTimeout as delay } from 'node:timers/promises';
import { FaultGate } from './fault-gate.mjs';
import { CLIP_BYTES_PER_SECOND, FlvLoop } from './flv-loop.mjs';
import { flvServer, hasFlvServer } from './flv-server.mjs';
import { hasHlsServer, hlsServer } from './hls-server.mjs';
import { PlayAddresses } from './play-address.mjs';
import { findProgram } from './program.mjs';
import { BYTES_PER_SECOND, Publisher } from './publisher.mjs';

export class LiveStream {
  /** @param {{ loop?: boolean, host?: string }} [options] loop: use the clip even where ffmpeg is there; host: where viewers reach it, this machine alone by default */
  constructor({ loop = false, host } = {}) {
    const ffmpeg = loop ? null : findProgram('ffmpeg');
    const flv = ffmpeg && hasFlvServer() ? flvServer() : null;
    const hls = ffmpeg && hasHlsServer() ? hlsServer() : null;
    this.ffmpeg = ffmpeg;
    this.loop = flv ? null : new FlvLoop();
    this.flv = flv;
    this.hls = hls;
    this.publisher = null;
    this.addresses = new PlayAddresses();
    this.gate = new FaultGate(this.addresses, {
      flv: () => (this.flv || this.loop).origin,
      hls: () => this.hls && this.hls.origin,
      ffmpeg,
      bytesPerSecond: this.loop ? CLIP_BYTES_PER_SECOND : BYTES_PER_SECOND,
    }, host);
  }

  get servers() {
    return [this.flv, this.hls].filter(Boolean);
  }

  /** What plays, for people: [{ protocol, available, zh, en }] */
  get sources() {
    return [
      this.flv
        ? { protocol: 'flv', available: true, zh: 'ffmpeg 推流 → node-media-server', en: 'ffmpeg → node-media-server' }
        : { protocol: 'flv', available: true, zh: '内置循环片段(未找到 ffmpeg 或 node-media-server)', en: 'the built-in looped clip (ffmpeg or node-media-server is missing)' },
      this.hls
        ? { protocol: 'hls', available: true, zh: 'ffmpeg 推流 → nginx-rtmp', en: 'ffmpeg → nginx with its RTMP module' }
        : { protocol: 'hls', available: false, zh: '没有:需要 ffmpeg、nginx 与 libnginx-mod-rtmp', en: 'none: it needs ffmpeg, nginx and libnginx-mod-rtmp' },
    ];
  }

  get publishing() {
    return this.parts().every((part) => part.running);
  }

  parts() {
    return [this.publisher, this.flv ? null : this.loop].filter(Boolean);
  }

  async open() {
    try {
      await Promise.all(this.servers.map((server) => server.start()));
      if (this.servers.length) this.publisher = new Publisher(this.ffmpeg, this.servers.map((server) => server.publishAddress));
      if (this.loop) await this.loop.open();
      await this.gate.open();
      this.publish();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Resolves once there is something to watch: nginx needs a few seconds for the first fragments. */
  async flowing() {
    if (!this.hls) return;
    while (!(await fetch(`${this.hls.origin}/live/demo.m3u8`).then(({ ok }) => ok, () => false))) await delay(100);
  }

  publish() {
    for (const part of this.parts()) part.start();
  }

  async unpublish() {
    await Promise.all(this.parts().map((part) => part.stop()));
  }

  /** Publisher and servers die at once. Where the clip plays there is no server to kill, and the edge goes down instead. */
  async kill() {
    if (!this.flv) await this.gate.set('down');
    await Promise.all([...this.parts(), ...this.servers].map((part) => part.stop()));
  }

  /** The camera is gone, and its vendor's server knows: nobody gets an address, and those there are do not count. */
  async takeDeviceOffline() {
    this.addresses.deviceOnline = false;
    await Promise.all([this.unpublish(), this.gate.set('forbidden')]);
  }

  /** Whatever was broken is whole again. */
  async revive() {
    this.addresses.deviceOnline = true;
    await Promise.all(this.servers.filter((server) => !server.running).map((server) => server.start()));
    await this.gate.set(null);
    this.publish();
  }

  async close() {
    await this.unpublish();
    await this.gate.close();
    await Promise.all(this.servers.map((server) => server.stop()));
    if (this.loop) await this.loop.close();
  }
}
