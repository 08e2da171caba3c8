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
  /** Whether a page with this referer is one of the pattern's, as `whref` and `bkref` have them. */
  function refererMatches(referer: string, pattern: string): boolean;
  /**
   * How a file goes up: in one request below 10 MB, else in parts of 5 MiB. A cover's parts are numbered from 1 again. Issues: `empty_file` `video_too_large`
   * `media_type` `use_pull_upload` `cover_too_large` `cover_type`; warning: `size_in_doubt`, over 500,000,000 bytes, for the document does not say which MB it means.
   */
  function uploadPlan(file: { size: number; mediaType: string; cover?: { type: string; size: number } }): { mode: 'single' | 'parts'; parts?: number; lastSize?: number; coverParts?: number; warnings: string[] };
  /** The body of commitupload: parts in order from 1. Issues: `media_parts_invalid` `cover_parts_mismatch`. */
  function commitUpload(commit: { uploadId: string; mediaParts: { partNumber: number; etag: string }[]; coverParts?: { partNumber: number; etag: string }[] | null; coverExpected?: boolean }): { body: string };
  interface AuditRequest {
    /** of a drama that was submitted before; a first submission has none */
    dramaId?: Id; name?: string; mediaCount?: number; mediaIdList?: Id[]; producer?: string; description?: string; coverMaterialId?: string; registrationNumber?: string;
    authorizedMaterialId?: string; publishLicense?: string; publishLicenseMaterialId?: string; expedited?: 0 | 1; replaceMediaList?: { old: Id; new: Id }[];
    /** a first submission must say whether the mini-program's entity is the producer */
    sameEntity?: boolean;
    /** how many episodes the first submission had */
    firstMediaCount?: number;
  }
  /**
   * The body of auditdrama, by the rules of 2024-05. Issues: `missing_name` `missing_media_count` … `missing_same_entity` `media_count_mismatch` `media_count_changed`
   * `media_id_duplicate` `registration_or_license` `missing_publish_license_material_id` `missing_authorized_material_id` `replace_on_first` `replace_invalid` `expedited`;
   * warnings: `expedited_ignored` `both_registration_and_license`.
   */
  function auditRequest(request: AuditRequest): { kind: 'first' | 'resubmit'; body: string; warnings: string[] };
  /** The body of getcdnusagedata: the last 365 days, 90 at a time, every day (1440 minutes) unless said. Issues: `order` `span` `too_old` `interval`. */
  function cdnUsageQuery(query: { startTime: number; endTime: number; dataInterval?: 5 | 60 | 1440 }, now: number): { body: string };
  /** The body of getcdnlogs: the last 30 days, 48 hours at a time. Issues: `order` `span` `too_old`. */
  function cdnLogsQuery(query: { startTime: number; endTime: number; limit?: number; offset?: number }, now: number): { body: string };
  /** The status of a drama's audit: `invalid` `pending` `rejected` `passed` `returned` `unknown`. An episode plays when its drama has passed, whatever its own status is. */
  function describeAudit(status: number): { code: string; message: Text; playable: boolean };
  /** What an errcode means; one nobody knows is class `unknown`. */
  function describeError(errcode: number): Outcome;
}
