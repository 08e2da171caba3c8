// ───────────────────────────── EZVIZ (萤石) ─────────────────────────────

/** EZVIZ (萤石). */
export namespace ezviz {
  /**
   * The number EZVIZ's PTZ API wants: 0 up … 7 right-down, 8 and 9 zoom, 10 and 11 focus, 16 auto (seed 002 §2.4.3).
   * @throws {@link PlaywardError} `invalid_params`
   */
  function directionCode(direction: Direction | 'zoom_in' | 'zoom_out' | 'focus_near' | 'focus_far' | 'auto'): number;
}
