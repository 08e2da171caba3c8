// ───────────────────────────── Baijiayun (百家云), on a server ─────────────────────────────

/** Beside what the API takes. */
interface BaijiayunUpload {
  fileName?: string;
  onProgress?(done: number, total: number): void;
  signal?: HostAbortSignal;
}

type HostBlob = typeof globalThis extends { Blob: { prototype: infer Kind } } ? Kind : never;
type HostFetch = typeof globalThis extends { fetch: infer Fetch } ? Fetch : (address: string, init?: object) => Promise<HostResponse>;

export namespace baijiayun {
  /**
   * The signature of Baijiayun's VOD API: raw values, sorted by name bytewise, the key at the end, MD5. `sign` and files are left out.
   * @throws {@link PlaywardError} `invalid_params`: names that are numbers (`numeric_name`), values that are neither text nor whole numbers (`wrong_type`)
   */
  function sign(params: Record<string, string | number> | [string, string | number | { file: true }][], partnerKey: string): string;

  /** Whose requests they are. `domain`: the private label (`demo`), or a whole host when it has a dot. */
  interface Account {
    domain: string;
    partnerId: Id;
    partnerKey: string;
  }

  /**
   * A signed request of any API, by the tail of its path: `video/getUploadUrl`, `video_data/getUsedFlowDetail`; `upload` takes `upload_url` and `data`.
   * Comma lists may be arrays; a documented default is not sent; a GET has its data in the query; a file stands as `{ file: … }`, is not signed, and makes
   * the request multipart/form-data. `extra` holds parameters that Baijiayun has added since, which are sent and signed as they stand: texts, numbers, and booleans
   * as '1' and '0'; a name that the API has already is `not_allowed`.
   * @throws {@link PlaywardError} `invalid_params`, with everything that the document forbids
   */
  function request(api: string, params: Record<string, unknown>, account: Account, now: number): HttpRequest;

  /**
   * Every API of Baijiayun's VOD document, in its order, as `request` takes it: without `partner_id`, `timestamp` and `sign`. `effect`: `reads` may be asked again, `writes`
   * changes something, `dangerous` takes away what does not come back (deleting a video, resetting the key). `allowed`: the values there are; `list`: several of them,
   * comma-separated or as an array; `id`: a 64-bit id. `answer`: what a success must bring: these fields, a record by ids or product lines (`map`), a `list`, or nothing (null).
   * A field of type `id` leaves as text.
   */
  function listApis(): {
    id: string; api: string; title: Text; methods: string[]; effect: 'reads' | 'writes' | 'dangerous';
    params: { name: string; type: string; required: boolean; default?: unknown; note: string; allowed?: string[]; list?: true; id?: true }[];
    answer: { name: string; type: 'id' | 'any' }[] | 'map' | 'list' | null;
  }[];

  /**
   * What an answer means, read leniently: numbers as text are numbers, ids leave as text. `upload` alone says 1 for success.
   * @param body parsed JSON or text; null: the network failed
   * @throws {@link PlaywardError} `invalid_params`: there is no such API. Never for the answer.
   */
  function interpret(api: string, body: unknown): { outcome: Outcome; data: any };

  /**
   * Is a transcoding report the vendor's own? Every field but `sign` counts, those nobody documented too. With `now`, one that is over 300 s away is `stale`.
   * The vendor sends a report again when your server was not heard: leave out what has the same `qid`.
   * @returns `reason`: `ok`, `signature_mismatch`, `stale` or `malformed`; `event`: `uploaded`, `transcode_failed`, `transcoded` or `unknown`. Act on them only when `valid`.
   * @throws {@link PlaywardError} `invalid_params`: the key or `now`. Never for the fields.
   */
  function verifyCallback(fields: Record<string, string | number>, partnerKey: string, now?: number): { valid: boolean; reason: string; event: string; qid: string; videoId: string };

  /**
   * What the vendor asks when third-party authentication is on. It is not signed: anybody may ask.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function parseThirdPartyAuth(fields: Record<string, string>): { accessKey: string; videoId: string };

  /** The body to answer a transcoding report with; `error` says what went wrong, and the vendor reports once more. */
  function callbackReply(error?: string): string;

  /** The body to answer a third-party authentication with. */
  function thirdPartyAuthReply(allow: boolean, message?: string): string;

  /**
   * Calls the APIs: one method each, named by the tail of its path. `video_data` and `video_account` share names, so those stand under `videoData` and
   * `videoAccount`. Each resolves to the answer's data, or rejects with a {@link PlaywardError} `api_error` that has `api` and `outcome`. What only reads is
   * tried again when the network or the server fails; nothing else ever is.
   *
   * Where there are pages, await one, or go over all rows with `for await`.
   *
   * @example
   * const client = new baijiayun.BaijiayunClient({ domain: 'demo', partnerId: '12345678', partnerKey });
   * const { videoId } = await client.upload('lesson.mp4', { definition: [16, 1], onProgress: console.log });
   * await client.waitUntilTranscoded(videoId);
   * for await (const video of client.getVideoList({})) console.log(video.name);
   */
  class BaijiayunClient {
    /** `baseUrl` takes the place of `https://<host>`, e.g. that of a sandbox. */
    constructor(options: Account & { fetch?: HostFetch; baseUrl?: string });
    /**
     * Uploads a video: a path, bytes or a Blob.
     * @param options what `getUploadUrl` takes, without `file_name`
     */
    upload(file: string | Uint8Array | HostBlob, options: Omit<BaijiayunApis.GetUploadUrl, 'file_name'> & BaijiayunUpload & { resume?: null }): Promise<{ videoId: string }>;
    /**
     * Goes on with an upload that broke off.
     * @param options `resume`: its videoId; and what `getResumeUploadUrl` takes
     */
    upload(file: string | Uint8Array | HostBlob, options: Omit<BaijiayunApis.GetResumeUploadUrl, 'video_id'> & BaijiayunUpload & { resume: Id }): Promise<{ videoId: string }>;

    /**
     * Asks for the status until the video is transcoded; `intervalMs`: 5000 unless given. Resolves to the last status; rejects with the code
     * `transcode_failed`, `transcode_timed_out` or `upload_timed_out`.
     */
    waitUntilTranscoded(videoId: Id, options?: { intervalMs?: number; signal?: HostAbortSignal; onStatus?(status: Record<string, any>): void }): Promise<Record<string, any>>;
  }

  /** One method each, named by the tail of its path: `client.getUploadUrl(params, { signal })`. See {@link BaijiayunApis}. */
  interface BaijiayunClient extends BaijiayunApis.Methods {
    [api: string]: any;
  }
}
