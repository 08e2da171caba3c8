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
    authorizedMaterialId?: string;
    /** edition 2024-05 */
    publishLicense?: string; publishLicenseMaterialId?: string;
    expedited?: 0 | 1; replaceMediaList?: { old: Id; new: Id }[];
    /** edition 2024-05: a first submission must say whether the mini-program's entity is the producer */
    sameEntity?: boolean;
    /** how many episodes the first submission had */
    firstMediaCount?: number;
    /** by which rules: WeChat's of 2026-04 unless given, or those of the Go package of 2024-05. A field of the other edition is `unknown_field` */
    edition?: '2024-05' | '2026-04';
    /** edition 2026-04: 1 has a license or a registration number, 2 has neither and cost less than 1,000,000 yuan */
    qualificationType?: 1 | 2; qualificationCertificateMaterialId?: string;
    /** edition 2026-04: in units of 10,000 yuan, 1–99 */
    costOfProduction?: number; costCommitmentLetterMaterialId?: string;
    /** edition 2026-04: 1 animated, 2 real actors, 3 digital humans */
    dramaType?: 1 | 2 | 3;
    /** edition 2026-04: 2 to 5, of a drama with real actors */
    actorList?: { name: string; photoMaterialId: string; role: string; profile: string }[];
    recommendations?: string; promotionPosterMaterialId?: string; otherMaterialMaterialId?: string;
    /** edition 2026-04: 1 has AI-made content */
    contentDeclared?: 0 | 1;
    /** edition 2026-04: `copyrightRole` 1 the producer, 2 a broadcaster or an owner; `copyrightVerification` '1' by proof, '2' by authorisation; lists of 1 to 4 */
    copyright?: { copyrightRole: 1 | 2; applyForCopyrightProtection: 0 | 1; copyrightVerification?: '1' | '2'; proofOfProduction?: string[]; purchaseOrBroadcastAuthorizationCertificate?: string[] };
    /** what WeChat has added since, by its names: any JSON, sent as it stands; booleans as 1 and 0 */
    extra?: Record<string, unknown>;
  }
  /**
   * The body of auditdrama. A first submission is checked for what it must have, a re-submission for ranges and lengths alone. Characters are Unicode code points.
   *
   * Issues of both editions: `missing_name` `missing_media_count` `missing_media_id_list` `missing_description` `missing_cover_material_id` `missing_producer`
   * `missing_authorized_material_id` `media_count_mismatch` `media_count_changed` `media_id_duplicate` `replace_on_first` `replace_invalid` `expedited`; of 2026-04:
   * `missing_qualification_type` `missing_drama_type` `missing_copyright` `missing_registration_number` `missing_qualification_certificate_material_id`
   * `missing_cost_of_production` `missing_cost_commitment_letter_material_id` `missing_actor_list` `actor_list_count` `missing_copyright_verification`
   * `missing_proof_of_production`, `too_long`; of 2024-05: `missing_same_entity` `registration_or_license` `missing_publish_license_material_id`. Warnings:
   * `expedited_ignored`, `actor_list_ignored` (2026-04: the drama has no real actors, and the list is not sent), `both_registration_and_license` (2024-05).
   */
  function auditRequest(request: AuditRequest): { kind: 'first' | 'resubmit'; body: string; warnings: string[] };
  /**
   * The body of getcdnusagedata: the last 365 days, 90 at a time, every day (1440 minutes) unless said. `queryType`: 0 all traffic, 1 the drama player's, 2 the others'.
   * Issues: `order` `span` `too_old` `interval`.
   */
  function cdnUsageQuery(query: { startTime: number; endTime: number; dataInterval?: 5 | 60 | 1440; queryType?: 0 | 1 | 2 }, now: number): { body: string };
  /**
   * The body of getcdnlogs: the last 30 days, 48 hours at a time. WeChat reads `limit` and `offset` no more since 2024-03-29: they are not sent, with the warning
   * `limit_offset_ignored`. Issues: `order` `span` `too_old`.
   */
  function cdnLogsQuery(query: { startTime: number; endTime: number; limit?: number; offset?: number; queryType?: 0 | 1 | 2 }, now: number): { body: string; warnings: string[] };
  /** Every interface that `request` knows, in WeChat's order. `params` has its parameters, `params.params` what a record of them holds; `answer`: what a success brings. */
  function listApis(): MiniDramaApi[];
  interface MiniDramaApi {
    api: string; path: string; title: Text; effect: 'reads' | 'writes' | 'dangerous'; params: MiniDramaParam[]; answer: { name: string; type: 'id' | 'number' | 'list' | 'any'; required: boolean }[];
  }
  interface MiniDramaParam {
    name: string; type: 'string' | 'number' | 'id' | 'bytes' | 'record'; required: boolean; note: string; allowed?: number[]; list?: true;
    /** a list that may as well be text with commas */
    joined?: true;
    params?: MiniDramaParam[];
  }
  /**
   * The request of an interface of wxa/sec/vod by its name in snake_case (see `listApis`): `single_file_upload` `pull_upload` `get_task` `apply_upload` `upload_part`
   * `commit_upload` `list_media` `get_media` `get_media_link` `delete_media` `audit_drama` `list_dramas` `get_drama` `get_cdn_usage_data` `get_cdn_logs` `list_packages` …,
   * and `upload_temp_material` (`{ media, filename? }`: a picture, whose `media_id` is a `cover_material_id`). Parameters have WeChat's names, files are Uint8Arrays;
   * `audit_drama` takes edition 2026-04. What the functions of this namespace refuse is refused here under the same codes. `extra` holds parameters that WeChat has
   * added since: texts, numbers, and booleans as 1 and 0; a name that the interface has already is `not_allowed`. `body` is exact JSON; a form comes as `multipart`,
   * and whoever sends it chooses the boundary.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function request(api: string, params: Record<string, unknown>, accessToken: string, now: number): { url: string; method: 'POST'; header: Record<string, string>; body?: string; multipart?: { fields: Record<string, string>; files: { name: string; filename: string; data: Uint8Array }[] } };
  /**
   * What an answer says. Give the body as text: `JSON.parse` rounds 64-bit ids. `data` has WeChat's names, ids as strings and numbers as numbers however they came;
   * null unless it was done. A success without what it must carry is class `malformed`, and so is a play link without an address.
   */
  function interpret(api: string, body: unknown): { outcome: Outcome; data: any };
  interface UploadOptions {
    mediaName: string; cover?: string; sourceContext?: string; parallel?: number; journal?: string;
    onProgress?(done: number, total: number): void;
    baseUrl?: string; fetch?: HostFetch; signal?: HostAbortSignal;
  }
  /** A token that is kept good elsewhere, e.g. by `keepFresh`. */
  interface FreshToken {
    get(): Promise<string>;
    refused(token: string): void;
  }
  /**
   * Uploads an episode: a small file in one request, a larger one in parts of 5 MiB, `parallel` of them (default 3) at a time. Each part that WeChat has acknowledged
   * is written to the `journal` (default: `<file>.playward-upload.json`, beside the file) before it counts, so that after a crash or a failure the same call sends the
   * rest alone; the journal holds no token, is good for this very file, name, cover and `baseUrl`, and goes when the upload is done. Of two uploads with one journal the
   * first wins: the second is refused with `upload_locked` and the `holder` { pid, host, since }. The lock of a process that died is taken over.
   *
   * `accessToken` is asked again, once, when WeChat refuses the token before; uploads that are given the same function share its token, and one of them asks. What may
   * pass is tried again, a little later each time. An `onProgress` that throws changes nothing: the process is warned.
   * Where an answer is lost, the media is looked for by its name and size before anything is sent twice. `mediaName` is e.g. `我的演艺-第1集`; the formats go by the
   * file names. `onProgress` counts acknowledged bytes (fewer again where some must go anew). `baseUrl` stands in for `https://api.weixin.qq.com`.
   *
   * @throws {@link PlaywardError} `invalid_params` (also what `uploadPlan` refuses, and `file_unreadable`), `api_error` with the `outcome`, `aborted`, `file_changed` and
   * `file_unreadable` (while it was uploaded), `access_token_failed`, `journal_failed`, `upload_locked`
   */
  function uploadDrama(file: string, options: UploadOptions & { accessToken: (() => Promise<string>) | FreshToken }): Promise<{ mediaId: string }>;
  /**
   * Calls the interfaces: one method each, by its name in camelCase. Each resolves to the answer's data, or rejects with a {@link PlaywardError} `api_error` that has
   * `api` and `outcome`. A token that WeChat refuses is renewed once for all calls, and each of them is asked again once. What only reads is tried again when the network
   * or WeChat fails; nothing else ever is.
   *
   * @example
   * const client = new minidrama.WeixinClient({ accessToken: () => tokens.current() });
   * const { drama_info_list: dramas } = await client.listDramas({ limit: 100 });
   */
  class WeixinClient {
    /**
     * `accessToken`: the token, a function that gives one that is good now, or what `keepFresh` gives. `baseUrl` stands in for `https://api.weixin.qq.com`; `signal`
     * ends every call; `now` is the time in seconds.
     * @throws {@link PlaywardError} `invalid_params`; an option that is not known is `unknown_field`
     */
    constructor(options: { accessToken: string | (() => string | Promise<string>) | FreshToken; baseUrl?: string; fetch?: HostFetch; signal?: HostAbortSignal; now?(): number });
    /** {@link uploadDrama} with this client's token, address, fetch and signal. */
    uploadDrama(file: string, options: UploadOptions): Promise<{ mediaId: string }>;
  }
  /** One method each: `client.getMediaLink(params, { signal })`. See {@link MiniDramaApis}. */
  interface WeixinClient extends MiniDramaApis.Methods {}

  interface SharedLink {
    mediaId: Id; us?: string; trialSeconds?: number; rlimit?: number; whref?: string[]; bkref?: string[];
  }
  /**
   * Links to play, one for all viewers of an episode that may have the same: it is asked for once, however many want it at once, and given out until it would last no
   * longer than `leastSeconds` (default 1800). WeChat counts how many are asked for.
   *
   * @example
   * const links = new minidrama.LinkCache({ client });
   * app.get('/link/:id', async (request, response) => response.json(await links.get({ mediaId: request.params.id })));
   */
  class LinkCache {
    constructor(options: { client: Pick<WeixinClient, 'getMediaLink'>; leastSeconds?: number; now?(): number });
    /**
     * @param options `refused`: a link of this cache that did not play. It is replaced, but not within 5 s of its coming; whoever comes with an older one gets what there
     * is by now
     * @throws {@link PlaywardError} `invalid_params`, what the client rejects with, `no_trial`: a trial was asked for and the link is for the whole film
     */
    get(link: SharedLink, options?: { refused?: string }): Promise<{ url: string; expiresAt: number | null }>;
    readonly size: number;
  }

  /** What came with a push: the parameters of its address by WeChat's names, and its body as text, bytes or parsed. */
  interface Push {
    signature?: string; timestamp?: string | number; nonce?: string; echostr?: string; encrypt_type?: string; msg_signature?: string;
    body?: unknown;
    [parameter: string]: unknown;
  }
  /**
   * Whether a message push is WeChat's own, by its signature in constant time and by a window of time: what was kept and sent again is `stale`. With `encodingAesKey` and
   * `appid` it must be encrypted (安全模式; AES-256-CBC), without them in the clear: the other mode is `wrong_mode`. The check of the address (`echostr`, no body) is in
   * the clear in both. WeChat sends a push again when your server does not answer: remember it when it has been dealt with, not before.
   *
   * @returns `reason`: `ok`, `signature_mismatch`, `stale`, `wrong_mode`, `appid_mismatch` or `malformed`. When valid, `echostr` is what to answer the check of the address
   * with, and `message` the text for {@link parseEvent}, decrypted.
   * @throws {@link PlaywardError} `invalid_params`: the token, `now` or the options. Never for the push.
   */
  function verifyPush(push: Push, token: string, now: number, options?: { windowSeconds?: number; encodingAesKey?: string; appid?: string }): {
    valid: boolean; reason: 'ok' | 'signature_mismatch' | 'stale' | 'wrong_mode' | 'appid_mismatch' | 'malformed'; echostr: string | null; message: string | null;
  };
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
