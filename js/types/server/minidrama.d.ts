// ───────────────────────────── WeChat mini-dramas (微信短剧媒资), on a server ─────────────────────────────

export namespace minidrama {
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
  /**
   * The request of an interface of wxa/sec/vod by its name in snake_case: `single_file_upload` `pull_upload` `get_task` `apply_upload` `upload_part` `commit_upload`
   * `list_media` `get_media` `get_media_link` `delete_media` `audit_drama` `list_dramas` `get_drama` `get_cdn_usage_data` `get_cdn_logs`, and `upload_temp_material`
   * (`{ media, filename? }`: a picture, whose `media_id` is a `cover_material_id`). Parameters have WeChat's names, files are Uint8Arrays; what the client's functions
   * refuse is refused here under the same codes. `body` is exact JSON; a form comes as `multipart`, and whoever sends it chooses the boundary.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function request(api: string, params: Record<string, unknown>, accessToken: string, now: number): { url: string; method: 'POST'; header: Record<string, string>; body?: string; multipart?: { fields: Record<string, string>; files: { name: string; filename: string; data: Uint8Array }[] } };
  /**
   * What an answer says. Give the body as text: `JSON.parse` rounds 64-bit ids. `data` has WeChat's names, ids as strings and numbers as numbers however they came;
   * null unless it was done. A success without what it must carry is class `malformed`, and so is a play link without an address.
   */
  function interpret(api: string, body: unknown): { outcome: Outcome; data: any };
  /**
   * Uploads an episode: a small file in one request, a larger one in parts of 5 MiB, `parallel` of them (default 3) at a time. Each part that WeChat has acknowledged
   * is written to the `journal` (default: `<file>.playward-upload.json`, beside the file) before it counts, so that after a crash or a failure the same call sends the
   * rest alone; the journal holds no token, is good for this very file, name, cover and `baseUrl`, and goes when the upload is done. Two uploads must not share one.
   *
   * `accessToken` is asked again when WeChat refuses the token before: it must not hand out that one forever. What may pass is tried again, a little later each time.
   * Where an answer is lost, the media is looked for by its name and size before anything is sent twice. `mediaName` is e.g. `我的演艺-第1集`; the formats go by the
   * file names. `onProgress` counts acknowledged bytes (fewer again where some must go anew). `baseUrl` stands in for `https://api.weixin.qq.com`.
   *
   * @throws {@link PlaywardError} `invalid_params` (also what `uploadPlan` refuses, and `file_unreadable`), `api_error` with the `outcome`, `aborted`, `file_changed` and
   * `file_unreadable` (while it was uploaded), `access_token_failed`, `journal_failed`
   */
  function uploadDrama(file: string, options: { accessToken(): Promise<string>; mediaName: string; cover?: string; sourceContext?: string; parallel?: number; journal?: string; onProgress?(done: number, total: number): void; baseUrl?: string; signal?: HostAbortSignal }): Promise<{ mediaId: string }>;
  /**
   * An event of the message push, JSON or XML, as text, bytes or parsed: `media_upload` { media_id, source_context, errcode, errmsg }, `media_audit`
   * { drama_id, source_context, audit_detail }.
   * @throws {@link PlaywardError} `invalid_params`: `bad_format` what cannot be read, `not_allowed` any other event
   */
  function parseEvent(body: unknown): { type: 'media_upload' | 'media_audit'; data: any };
  /**
   * What CDN log files come to, read as they come in: gzip or plain, in pieces of any size. Memory grows with the number of distinct keys only.
   * `finish` ends a file and reports everything so far; what is pushed after it is another file.
   */
  class CdnLogReport {
    constructor();
    push(chunk: Uint8Array): void;
    /** adds a finished report of another */
    merge(finished: object): void;
    /**
     * `lines` has the damaged ones in it; `billedBytes` is WeChat's estimate, bytes × 1.1; `byMark` goes by the mark in front of the platform's id, `''` without one;
     * a province or an ISP that the document does not name goes by its code; `cacheHitRatio` is of the lines that are not damaged.
     */
    finish(): { lines: number; damaged: number; bytes: string; billedBytes: string; byMedia: Record<string, { requests: number; bytes: string }>; byMark: Record<string, { requests: number; bytes: string }>; byProvince: Record<string, { requests: number; bytes: string }>; byIsp: Record<string, { requests: number; bytes: string }>; byStatus: Record<string, number>; cacheHitRatio: number };
    close(): void;
  }
  /**
   * The report of whole files, gzip or plain: several at a time in worker threads (`parallel`, default: the machine's cores), inflated by Node's own zlib.
   * `onProgress` counts bytes read of the files that can be read; what it throws becomes a warning of the process. A file that cannot be read, or not to its
   * end, stands in `failed`, and the others go on. `reason`: `not_found`, `not_a_file`, `unreadable`, `truncated`, `damaged_gzip`; of the last two, what was read counts.
   * @throws {@link PlaywardError} `invalid_params`, `aborted`, `unsupported_runtime` (workerd has no files: feed a {@link CdnLogReport} there)
   */
  function cdnLogReport(files: string[], options?: { parallel?: number; onProgress?(done: number, total: number): void; signal?: HostAbortSignal }): Promise<ReturnType<CdnLogReport['finish']> & { failed: { file: string; reason: string }[] }>;
}
