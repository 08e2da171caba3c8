import type { Decision, Phase, PlaybackStats, SupervisedVideo, SupervisedVideoOptions } from './index.mjs';

/**
 * `<playward-live muted lang="zh">`: a `<video>` that keeps itself playing, live or recorded, with its cover, its words, a retry button and controls for mouse, touch, keyboard and
 * screen reader. Importing the module registers the element. `decision` events (`CustomEvent<Decision>`) tell what happens.
 *
 * Attributes: `muted`, `poster`, `engine` (native, hls, mpegts), `lang` (else that of the page), `aria-label`, `controls="none"` for a page with controls of its own,
 * `quiet` while something of the page's lies over the picture (the element then says nothing itself), `time` for where a recording stands in the page's own words, such as a camera's clock.
 * A recording that leaves the document and comes back goes on where it was. What stands inside lies over the picture. `--playward-accent`, `--playward-on-accent`, `--playward-background`, `--playward-cover`, `--playward-text`, `--playward-limit`,
 * `--playward-ratio` and `--playward-fit` style it; its parts are video, cover, retry, degraded and controls.
 */
export class PlaywardLive extends HTMLElement {
  /** Starts a session and plays. Resolves when it has begun; a recording has `policy: { live: false }`. The one before is closed. */
  open(source: SupervisedVideoOptions): Promise<void>;
  /** @param url another address; the picture before stays until then */
  play(url?: string): void;
  stop(): void;
  pause(): void;
  resume(): void;
  /** Another address is wished for, of another quality say: the picture plays on until it has come. Where nothing plays, nothing is asked. Rejects with the page's own error when it was refused. */
  renew(): Promise<void>;
  /** What the viewer got so far; null without a session. */
  stats(): PlaybackStats | null;
  /** Ends the session; the element is as it was before {@link open}. */
  close(): void;
  readonly phase: Phase;
  /** What runs now; null before it has begun. */
  readonly supervised: SupervisedVideo | null;
  /** The element that plays. */
  readonly video: HTMLVideoElement;
}

declare global {
  interface HTMLElementTagNameMap {
    'playward-live': PlaywardLive;
  }
}
