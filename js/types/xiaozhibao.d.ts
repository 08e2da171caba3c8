// ───────────────────────────── 小智宝 video plugin ─────────────────────────────

/**
 * The video plugin 小智宝: whether a video will play, before anybody presses play. The plugin has no interface to ask: the account and the record come from your own
 * server, or from the plugin's console. Each function throws {@link PlaywardError} `invalid_params` with every problem.
 */
export namespace xiaozhibao {
  /** As the console shows it. `unlimitedUntil` null: never bought; `fixed.until` null: no limit; times in seconds. */
  interface Account { registered: boolean; appid: string; company: string; domains: string[]; unlimitedUntil: number | null; fixed: { total: number; used: number; until: number | null } }
  /** The console's 状态: normal, or every reason why not. */
  function accountStatus(account: Account, appid: string, now: number): { normal: boolean; issues: Issue[] };
  /**
   * May this video be played now, what will it cost, and what to show if not. Codes, in the order of checking: `appid_format` `appid_not_registered` `appid_mismatch`
   * `company_missing` `whitelist_empty` `whitelist_too_many` `local_not_supported` `https_required` `url_invalid` `domain_not_whitelisted`; then an unexpired record:
   * `audit_rejected` `ok` `ok_pending_audit`; an expired one is audited again, with `reauditPlay: 'block'` `reaudit_in_progress`; then what time is left:
   * `unlimited_expired_no_quota` `quota_expired` `quota_exhausted` `quota_insufficient`, else `ok_reaudit` or `ok_first_submit`. Warnings, noticed up to there:
   * `whitelist_duplicate` `volatile_url_rebilled` `reaudit_playability_not_documented` `duration_unknown`.
   */
  function preflight(input: {
    now: number; appid: string; account: Account; video: { url: string; duration: number | null };
    /** of exactly this address; `expiresAt` null: none assigned */
    record?: { audit: 'pending' | 'passed' | 'rejected'; expiresAt: number | null } | null;
    policy?: { subdomainMatch?: boolean; reauditPlay?: 'warn' | 'block' };
    /** a video that is only tried out costs the same */
    env?: string;
  }): { allow: boolean; code: string; chargePool: 'none' | 'unlimited' | 'fixed'; chargeSeconds: number | null; audit: 'none' | 'first' | 'reaudit' | 'pending' | 'passed' | 'rejected'; warnings: string[]; message: Text };
  /** The AppID may be changed as long as nothing has been played. */
  function mayChangeAppid(usedTotalSeconds: number): boolean;
  /** The words for any code or warning of this namespace. */
  function explain(code: string): Text;
}
