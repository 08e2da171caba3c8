// The live picture of one device, in one of its qualities.

import { EzvizVideo } from './ezviz-video.js';

export class LiveVideo extends EzvizVideo {
  quality = 'hd';

  fetchAddress({ supportH265 }) {
    return this.address({ quality: this.quality, supportH265 });
  }

  /** The picture plays on until the other quality has come, also where it does not. */
  async choose(quality) {
    const before = this.quality;
    if (quality === before) return;
    this.quality = quality;
    await this.renew().catch(() => { if (this.quality === quality) this.quality = before; });
  }
}
