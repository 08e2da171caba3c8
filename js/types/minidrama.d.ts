// ───────────────────────────── WeChat mini-dramas (微信短剧媒资) ─────────────────────────────

/**
 * WeChat mini-dramas: what a business server sends to WeChat (https://api.weixin.qq.com/wxa/sec/vod/…), checked before it is sent. A `body` is the exact JSON text of
 * the call, 64-bit ids written as integers. Each function throws {@link PlaywardError} `invalid_params` with every problem.
 */
export namespace minidrama {
  interface MediaLink {
    mediaId: Id;
    /** when the link runs out: up to two hours ahead; or `ttl`, the seconds until then */
    t?: number; ttl?: number;
    /** a mark of your own, for one a channel: the link has it in front of the platform's, and so has the CDN log */
    us?: string;
    /** only so many seconds may be watched */
    trialSeconds?: number;
    /** under which name: default `['exper']`, which WeChat reads today; `expr` is the older document's. Look for `trialSeconds` in the link that comes back */
    trialNames?: ('expr' | 'exper')[];
    /** from how many addresses the link may be used */
    rlimit?: number;
    /** pages that may, and that may not, play it: beginnings of domains without a scheme, `*.` in front for subdomains. `abc.com` takes in `abc.com.cn`; `abc.com/` does not */
    whref?: string[]; bkref?: string[];
    /** of the video, in seconds, to check against */
    duration?: number;
  }
  /**
   * The body of getmedialink. Issues: `media_id_invalid` `t_missing` `t_in_past` `t_too_far` `t_in_milliseconds` `us_invalid` `trial_exceeds_duration`
   * `trial_zero_omit_it` `rlimit_range` `rlimit_zero_omit_it` `whref_count` `whref_has_scheme` `whref_bad_char` `bkref_count` …; warnings: `us_has_hyphen`
   * `rlimit_1_breaks_reconnect` `whref_and_bkref_both` `t_shorter_than_video`.
   */
  function mediaLink(link: MediaLink, now: number): { body: string; warnings: string[] };
  /** What a link says of itself; null where it says nothing. */
  function parseMediaLink(url: string): { expiresAt: number | null; mark: string | null; platformId: string | null; trialSeconds: number | null };
  /** The status of a drama's audit (`audit_detail.status`): `invalid` `pending` `rejected` `passed` `returned` `unknown`. An episode plays when its drama has passed, whatever its own status is. */
  function describeAudit(status: number): { code: string; message: Text; playable: boolean };
  /**
   * The status of a drama (`drama_info.status`), which is numbered apart from that of its audit: `playable` (0) `pending` `rejected` `taken_down`; any other number is
   * `unknown`, and not playable.
   */
  function describeDrama(status: number): { code: string; message: Text; playable: boolean };
  /** What an errcode means; one nobody knows is class `unknown`. */
  function describeError(errcode: number): Outcome;
}
