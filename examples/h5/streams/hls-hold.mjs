// An HLS stream as it was at one moment: its playlist, and its segments, which the server behind would delete.

import { STREAM } from './play-address.mjs';

export class HlsHold {
  /** @param {string} origin of the server behind @returns {Promise<HlsHold | null>} null: there is no stream */
  static async of(origin) {
    const folder = `${origin}/live/`;
    const answer = await fetch(`${folder}${STREAM}.m3u8`).catch(() => null);
    if (!answer || !answer.ok) return null;
    const playlist = await answer.text();
    const segments = new Map();
    for (const [name] of playlist.matchAll(/^(?!#)\S+$/gm)) {
      const segment = await fetch(folder + name);
      if (segment.ok) segments.set(name, Buffer.from(await segment.arrayBuffer()));
    }
    return new HlsHold(playlist, segments);
  }

  constructor(playlist, segments) {
    this.playlist = playlist;
    /** Bytes by name. @type {Map<string, Buffer>} */
    this.segments = segments;
  }
}
