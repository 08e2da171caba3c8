// The live picture of one device, in one of its qualities.

import { EzvizVideo } from './ezviz-video.js';

export class LiveVideo extends EzvizVideo {
  constructor(video, source) {
    super(video, source);
    this.quality = 'hd';
  }

  /** @param {import('./source.js').Device} device */
  open(device) {
    this.watch(device);
  }

  fetchAddress({ supportH265 }) {
    return this.address({ quality: this.quality, supportH265 });
  }

  choose(quality) {
    if (quality === this.quality) return;
    this.quality = quality;
    if (this.device) this.replace();
  }

  /** Why there is no other address, `refusal` says. */
  replace() {
    this.renew().catch(() => {});
  }

  /** With a new address, and at once. */
  again() {
    if (this.phase === 'failed') return this.open(this.device);
    this.replace();
    return this.phase === 'playing' ? undefined : this.play();
  }
}
