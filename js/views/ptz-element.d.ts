import type { PtzDecision, PtzPad } from './index.mjs';

type PtzAnswer = Parameters<PtzPad['answered']>[0];

/**
 * `<playward-ptz ways="8" speed="1" follow>`: a pad of four or eight arrows, for mouse, touch, pen and the arrow keys. Importing the module
 * registers the element. Set {@link PlaywardPtz.send}; `decision` events (`CustomEvent<PtzDecision>`) tell what happens.
 *
 * Its size is its CSS width; `--playward-accent` and `--playward-limit` are its colours.
 */
export class PlaywardPtz extends HTMLElement {
  /**
   * Sends a request to the camera and resolves to what {@link PtzPad.answered} takes: the code of the answer's body (EZVIZ), or what it means
   * (any other vendor). A rejection, or nothing, is a failed network.
   *
   * The element goes on sending after it was removed, until the camera has been stopped. `hint.keepalive` is true while the page is hidden or
   * unloads: pass it to fetch as `keepalive`, or use `navigator.sendBeacon` and resolve to null.
   *
   * @example
   * pad.send = async (request, { keepalive }) => {
   *   const answer = await fetch('/ptz', { method: 'POST', keepalive, body: JSON.stringify(request) });
   *   return (await answer.json()).code;
   * };
   */
  send: ((request: NonNullable<PtzDecision['request']>, hint: { keepalive: boolean }) => Promise<PtzAnswer> | PtzAnswer) | null;
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
