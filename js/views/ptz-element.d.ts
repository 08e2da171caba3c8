import type { PtzDecision } from './index.mjs';

/**
 * `<playward-ptz ways="8" speed="1" follow>`: a pad of four or eight arrows, for mouse, touch, pen and the arrow keys. Importing the module
 * registers the element. Set {@link PlaywardPtz.send}; `decision` events (`CustomEvent<PtzDecision>`) tell what happens.
 *
 * Its size is its CSS width; `--playward-accent` and `--playward-limit` are its colours.
 */
export class PlaywardPtz extends HTMLElement {
  /**
   * Sends a request to the camera and resolves to the code of the answer's body; a rejection, or no code, is a failed network. A stop may be sent
   * while the page unloads: use `keepalive: true` with fetch.
   */
  send: ((request: NonNullable<PtzDecision['request']>) => Promise<string | number | null> | string | number | null) | null;
  /** More options of PtzPad (minHoldMs, answerTimeoutMs, maxHoldMs, deadZone); set them before the element is connected, or before an attribute changes. */
  options: { deadZone?: number; minHoldMs?: number; answerTimeoutMs?: number; maxHoldMs?: number } | null;
  /** The device has no PTZ, or the account no right to it: `disabled` of the last decision. */
  readonly disabled: boolean;
}

declare global {
  interface HTMLElementTagNameMap {
    'playward-ptz': PlaywardPtz;
  }
}
