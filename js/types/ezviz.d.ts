// ───────────────────────────── EZVIZ (萤石) ─────────────────────────────

/** EZVIZ (萤石). */
export namespace ezviz {
  /**
   * A camera and the token it is asked with.
   * - `deviceSerial`: 1–50 capitals, digits and `: _ -`; that of a GB28181 device is `<20 digits>:<20 digits>`
   * - `channelNo`: 1 unless it, or `gbchannel`, is said
   * - `gbchannel`: how GB28181 names the channel; sent in place of a `channelNo` that nobody gave, beside one that was given
   * - `baseUrl`: another area's host, as the `areaDomain` of `token_get` names it; https, or http on this machine; no path and no slash at the end. No page link carries it
   */
  interface Device { accessToken: string; deviceSerial: string; channelNo?: number; gbchannel?: string; baseUrl?: string }

  /**
   * The request of an API, with the vendor's own names and numbers as text.
   *
   * | api | params |
   * | --- | --- |
   * | `device_list`, `voice_list` | `pageStart`, `pageSize` (1–50); no device, only its token |
   * | `device_info`, `device_capacity`, `privacy_get` | none |
   * | `live_address` | `protocol` (`rtmp` by default, `ezopen`, `hls`, `flv`, `llhls`), `quality` (`hd`, `sd`), `expireTime` (30–62208000 s), `verifyCode`, `supportH265` |
   * | `playback_address` | `storage`, `startTime`, `stopTime` (`yyyy-MM-dd HH:mm:ss`; one day in the cloud: {@link playbackSpans}), `protocol` (not `hls`), `expireTime`, `playbackSpeed` (−1, 0.5, 1, 2, 4, 8, 16; `flv` only) |
   * | `video_by_time` | `day` (`yyyy-MM-dd`, with `utcOffsetMinutes`, default 480) or `startTime` and `endTime` (ms); `storage`: either when it is not said |
   * | `ptz_start` | `direction`, `speed` (0–2, default 1) |
   * | `ptz_stop` | `direction`: that of the start |
   * | `ptz_mirror` | `command` (`top_bottom`, `left_right`, `center`) |
   * | `preset_add` | none; the answer has the new preset's `index` |
   * | `preset_move`, `preset_clear` | `index` (1–256) |
   * | `privacy_set` | `enable`; the whole device unless a channel is named |
   * | `voice_send` | `fileUrl` |
   *
   * Every API takes `extra: { name: string | number | boolean }` for parameters that the vendor has added since. They are sent as they stand, booleans
   * as 1 and 0. A name that the table knows, by ours or by the vendor's, is `not_allowed` there (`extra.<name>`).
   *
   * A voice that is recorded on the page goes by {@link voiceUpload}. What {@link parseLaunch} gives may be passed on as `device`.
   * @throws {@link PlaywardError} `invalid_params` with every problem of the device and the params
   */
  function request(api: string, device: Device, params?: Record<string, unknown>): HttpRequest;

  /** What wx.uploadFile takes to play a recorded voice at the device (EZVIZ's mini-program guide, section 2.4.4). @throws {@link PlaywardError} `invalid_params` */
  function voiceUpload(device: Device, filePath: string): { url: string; filePath: string; name: string; formData: Record<string, string>; header: Record<string, string> };

  /** What RecorderManager.start takes (EZVIZ's mini-program guide, section 2.4.4). */
  function recorderOptions(): { duration: number; sampleRate: number; numberOfChannels: number; format: string };

  /**
   * What an answer means. Each API has its own table: 60002 is an end of the way to `ptz_start` alone.
   *
   * `data` of a success: `{ url, id, expiresAt }` of an address, `expiresAt` in seconds or null; `{ name, online, encrypted, updatedAt, … }` of `device_info`;
   * {@link capabilities} of `device_capacity`; the files of `video_by_time`, none on an empty day; `{ index }` of `preset_add`; `{ accessToken, expiresAt, areaDomain }` of
   * `token_get`, the last only where the account has another area's host; else the vendor's.
   * Of anything but a success it is null.
   * @param api as in {@link request}, or `voice_send_once`, `token_get` @param body parsed JSON or text; null when the network failed
   * @throws {@link PlaywardError} `invalid_params` for an unknown api, never for a body
   */
  function interpret(api: string, body: unknown): { outcome: Outcome; data: unknown };

  /**
   * The number EZVIZ's PTZ API wants: 0 up … 7 right-down, 8 and 9 zoom, 10 and 11 focus, 16 auto (EZVIZ's mini-program guide, section 2.4.3).
   * @throws {@link PlaywardError} `invalid_params`
   */
  function directionCode(direction: Direction | 'zoom_in' | 'zoom_out' | 'focus_near' | 'focus_far' | 'auto'): number;

  /**
   * What a device can do, from the data of device/capacity. A key that is missing is a feature that is missing.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function capabilities(raw: Record<string, string | number>): { ptz: boolean; directions: Direction[]; zoom: boolean; mirror: ('top_bottom' | 'left_right' | 'center')[]; privacy: boolean; talk: 'none' | 'half_duplex' | 'full_duplex' };

  /**
   * An `ezopen://` address. `begin` and `end` as the address prints them: yyyyMMddHHmmss, device time; only for playback, whose storage is local unless it is said.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function ezopenAddress(spec: { deviceSerial: string; channelNo: number; verifyCode?: string; kind: 'live' | 'playback'; hd?: boolean; storage?: 'local' | 'cloud'; begin?: string; end?: string; host?: string }): string;

  /**
   * The day on the device's clock, `yyyy-MM-dd`.
   * @param options utcOffsetMinutes: how far the device's clock is ahead of UTC, default 480
   * @throws {@link PlaywardError} `invalid_params`
   */
  function today(nowMs: number, options?: { utcOffsetMinutes?: number }): string;

  /**
   * The spans to ask `playback_address` for: one on the device's card, one a day in the cloud, which gives none that goes over midnight.
   * @param startTime `yyyy-MM-dd HH:mm:ss`, device time @param stopTime at most 366 days later for the cloud
   * @throws {@link PlaywardError} `invalid_params`
   */
  function playbackSpans(storage: 'local' | 'cloud', startTime: string, stopTime: string): { startTime: string; stopTime: string }[];

  /** A day's recordings as an axis that can be played: clipped to the day on the device's clock, in order, merged where they touch. */
  class Timeline {
    /**
     * @param day `yyyy-MM-dd` @param files of `video_by_time`; times in ms, or `yyyy-MM-dd HH:mm:ss` of the device. One that cannot be read is left out.
     * @param options utcOffsetMinutes: how far the device's clock is ahead of UTC, default 480
     * @throws {@link PlaywardError} `invalid_params`
     */
    constructor(day: string, files: { startTime: Id; endTime?: Id; stopTime?: Id }[], options?: { utcOffsetMinutes?: number });
    /** `HH:mm:ss`, oldest first. */
    segments(): { start: string; end: string }[];
    /** What to play from that moment on: the rest of the segment under it (its end excluded), else the next one (`snapped`), else null. */
    at(time: string): { start: string; end: string; snapped: boolean } | null;
    /** What to play after a segment that has ended. */
    next(end: string): { start: string; end: string } | null;
    /** Frees the wasm side. Idempotent; every later call throws `closed`. */
    close(): void;
  }

  /** What to ask an address for: the params of `playback_address` in {@link request} and of {@link Camera.address}. Device time. */
  interface PlaybackSpan { storage: 'local' | 'cloud'; startTime: string; stopTime: string }

  /**
   * A recorded day that is played: where the picture stands, what to ask an address for, what comes next. It reads no clock and asks nothing.
   *
   * The address of a recording leads to where it begins: give it to the supervisor with `once: true`, and every start asks for the span again.
   */
  class Playback {
    /**
     * @param timeline its segments are copied: it may be closed
     * @param options storage: where the recordings are, default `local`
     * @throws {@link PlaywardError} `invalid_params`
     */
    constructor(timeline: Timeline, options?: { storage?: 'local' | 'cloud' });
    /** Plays from that moment on, as {@link Timeline.at} says. Null, and nothing changes, where nothing was recorded after it. @param time `HH:mm:ss` */
    seek(time: string): { start: string; end: string; snapped: boolean } | null;
    /** What to ask an address for: from where the picture stands to the end of the segment, at least 2 s. Null before the first seek and after the last segment. */
    span(): PlaybackSpan | null;
    /** How far the picture has moved since the beginning of the last span, in milliseconds: `currentTime` of the player, or the time that it has played. */
    moved(ms: number): void;
    /** Where the picture stands, in seconds of the day. Null before the first seek. */
    position(): number | null;
    /** True within 5 s of the segment's end. Some players take the end of a recording for a break of the line: what breaks here has ended. */
    nearEnd(): boolean;
    /** The segment has been played: goes on to the next one, whose span is returned; null when there is none. */
    ended(): PlaybackSpan | null;
    /** Frees the wasm side. Idempotent; every later call throws `closed`. */
    close(): void;
  }

  /**
   * One camera, asked over wx.request and wx.uploadFile, or over fetch, whichever the runtime has. What pages get wrong is done here.
   * - A refused token is renewed once for all to whom it was refused, and the question is asked again. A `ptz_start` is not: it might come after its stop.
   * - A device that was offline is asked whether it is back before it is asked for an address. The cloud's recordings need no device.
   * - A stop that left while its start was unanswered is sent once more after that answer, unless the start was refused.
   *
   * Bad parameters reject with `invalid_params`, before a token is asked for.
   */
  class Camera {
    /**
     * @param device the camera without its token
     * @param options token: what {@link keepFresh} gives, or a function that is asked for one before every question, and again when it was refused.
     * baseUrl: as in {@link Device}.
     * transport: sends a request in place of wx.request or fetch, and what {@link voiceUpload} gives for {@link say}; resolves to the body, or to null when the
     * network failed, which a rejection means too
     * @throws {@link PlaywardError} `invalid_params`
     */
    constructor(
      device: { deviceSerial: string; channelNo?: number; gbchannel?: string },
      options: { token: Fresh<string> | (() => Promise<string>); baseUrl?: string; transport?(request: HttpRequest): Promise<unknown> },
    );
    /** An API of {@link request}, and what {@link interpret} says of the answer. It never rejects for what the server says. */
    ask(api: string, params?: Record<string, unknown>): Promise<{ outcome: Outcome; data: any }>;
    /**
     * For fetchAddress: `live_address`, or `playback_address` where `storage` is given. `expiresAt` in seconds, or null.
     * @throws {@link PlaywardError} `api_error`, which has `.outcome`
     */
    address(params?: Record<string, unknown>): Promise<{ url: string; expiresAt: number | null }>;
    /** For refreshToken: another token in place of the last one. It rejects as the page's own `token` does. */
    refreshToken(): Promise<void>;
    /** For the pad: resolves to what its `answered` takes. A request of the pad's may be passed on as it is. */
    move(request: { action: 'start' | 'stop'; direction: Direction; speed?: 0 | 1 | 2 }): Promise<string | null>;
    /** A recorded file to the device's speaker. @throws {@link PlaywardError} `unsupported_runtime` where there is neither wx.uploadFile nor a transport */
    say(filePath: string): Promise<{ outcome: Outcome }>;
    /** Frees the wasm side. Idempotent; every later call rejects with `closed`. */
    close(): void;
  }

  /**
   * A page of one's own mini-program, laid out as in EZVIZ's mini-program guide, section 2.3.1, with its values encoded. It carries the accessToken: not for sharing.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function pageUrl(page: 'live' | 'playback', device: Device, extra?: { date?: string; storage?: 'local' | 'cloud' }): string;

  /**
   * The same page for onShareAppMessage: without the token, which nobody should have from a link. Whoever opens it brings a token of their own.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function sharePath(page: 'live' | 'playback', device: Partial<Device>, extra?: { date?: string; storage?: 'local' | 'cloud' }): string;

  /** What wx.navigateToMiniProgram takes to open the page in the vendor's mini-program (EZVIZ's mini-program guide, section 2.3.1). @throws {@link PlaywardError} `invalid_params` */
  function miniProgramTarget(page: 'live' | 'playback', device: Device): { appId: string; path: string };

  /**
   * What a page was opened with: the query of onLoad or of wx.getLaunchOptionsSync(), encoded or decoded. What cannot be read is left out, and so is
   * a `baseUrl`: a link must not say where a page sends its token.
   * The vendor's `switch1Checked` is understood: 'false' is the cloud.
   * @throws {@link PlaywardError} `invalid_params` when it is no query at all
   */
  function parseLaunch(query: Record<string, string>): Partial<Device> & { date?: string; storage?: 'local' | 'cloud'; scene?: string };
}
