// ───────────────────────────── what a player says ─────────────────────────────

/** One state code of `<live-player>` or `<live-pusher>`, explained. */
export interface StateInfo {
  code: number;
  /** Stable, lower_snake_case. */
  name: string;
  category: Category;
  message: Text;
  /** The native player retries by itself after this one, so the page must not. */
  nativeRetry: boolean;
}

/**
 * What a state code means. An unknown code is no error: its category is `unknown`. The tables are kept per component, for numbers clash.
 *
 * Source: WeChat's documentation and typings of the two components.
 *
 * @param code `detail.code` of bindstatechange
 * @param source the component; default `live-player`
 * @throws {@link PlaywardError} `not_initialized`, `invalid_params`
 */
export function describeState(code: number, source?: Component): StateInfo;

/**
 * Every state that is known of a component.
 *
 * @param source the component; default `live-player`
 * @throws {@link PlaywardError} `not_initialized`, `invalid_params`
 */
export function listStates(source?: Component): StateInfo[];

/**
 * A phase in words, for people who watch: `{ zh: '正在连接', en: 'connecting' }`. What is wrong stands in `error.message` of the decision.
 *
 * @throws {@link PlaywardError} `not_initialized`, `invalid_params`
 */
export function describePhase(phase: Phase): Text;

// ───────────────────────────── the supervisor ─────────────────────────────

/**
 * Decides what a live view does next. A pure, deterministic state machine: the same policy, seed and events give the same bytes out. It reads no clock, holds
 * no timer and does no I/O; {@link superviseLivePlayer} and {@link superviseVideo} do.
 */
export class Supervisor {
  /** @throws {@link PlaywardError} `not_initialized`, `invalid_params` */
  constructor(policy?: Partial<Policy>);
  /**
   * One event in, one decision out. What it commands is to be done in order; at `wakeAtMs` a `wake` is to be dispatched.
   *
   * @param nowMs floored to whole milliseconds; a clock that goes backward counts as standing still
   * @throws {@link PlaywardError} `invalid_params` (nothing has changed then), `closed`
   */
  dispatch(event: PlayerEvent, nowMs: number): Decision;
  /** The whole state as plain JSON; {@link Supervisor.restore} goes on from it exactly as this one would. */
  snapshot(): object;
  /** @throws {@link PlaywardError} `not_initialized`, `invalid_params` */
  static restore(snapshot: object): Supervisor;
  stats(nowMs: number): PlaybackStats;
  /** The same for a dashboard or an alarm: a word and a number. */
  health(nowMs: number): Health;
  /** Policy and every event with its time, without secrets; {@link replay} runs it again anywhere. */
  trace(): Trace;
  /** Frees the wasm side. Idempotent; every later call throws `closed`. */
  close(): void;
}

/**
 * Runs a trace again: what a phone recorded can be looked at in Node.
 *
 * @throws {@link PlaywardError} `not_initialized`, `invalid_params`
 */
export function replay(trace: Trace): { decisions: Decision[]; stats: PlaybackStats };

/** Where a trace goes, and which. */
export interface SendTraceOptions {
  /** A server of yours. What tells traces apart there, such as the version of the page, can stand in its query. */
  url: string;
  /** Also a session without an outage. Default false. */
  always?: boolean;
  /** What tells this session from the others of this page; default: the policy's seed, which the adapters draw. */
  session?: string;
}

/**
 * Sends a trace to a server of yours: by wx.request in a mini-program, by sendBeacon on a page (also one that closes), else by fetch. The body is the trace as JSON,
 * at most 64,000 bytes: the oldest events of a longer one fold into its `from`. A session is sent at most once a minute, and only where it had an outage.
 *
 * @returns false where nothing was sent, or the server did not accept it
 * @throws {@link PlaywardError} `not_initialized`, `invalid_params` (the promise rejects)
 * @example
 * onUnload() { sendTrace(this.live.supervisor.trace(), { url: 'https://example.com/traces?app=1.4.0&platform=ios' }); this.live.close(); }
 */
export function sendTrace(trace: Trace, options: SendTraceOptions): Promise<boolean>;

/** How patient a supervisor is. Every field has a default. */
export interface Policy {
  /** Any 32-bit number, default 1. The adapters draw one when it is omitted: a crowd with one seed retries in step. */
  seed: number;
  /** true (default): an end of the stream is a disconnect; false (a recording): it is the phase `ended`. */
  live: boolean;
  /** The first retry of an outage comes after a uniform draw from this range, which spreads a crowd. Default [300, 5000]. */
  firstRetryMs: [number, number];
  /** Retry k ≥ 2 comes after min(retryCapMs, retryBaseMs · retryFactor^(k-2)) ± retryJitter. Default 3000. */
  retryBaseMs: number;
  /** Default 1.6. */
  retryFactor: number;
  /** Default 8000. */
  retryCapMs: number;
  /** A fraction; default 0.2. */
  retryJitter: number;
  /** Then `error.code` is `attempts_exhausted`, and longTailMs says how it goes on. Default 12. */
  maxAttempts: number;
  /** A number: it goes on at this interval ± 50 %, the error shown as retryable. null: it gives up, phase `failed`. Default 30000. */
  longTailMs: number | null;
  /** Connecting without progress. Default 15000. */
  startTimeoutMs: number;
  /** Was playing, and no progress since; the player may help itself first. Default 8000. */
  stallTimeoutMs: number;
  /** From the player's first word that it retries by itself until playing is proven again. Default 20000. */
  nativeRetryTimeoutMs: number;
  /** Playing counts as proven only after this much progress in the current generation. Default 1000. */
  provenAfterMs: number;
  /** Proof refills the give-up budget; the delays start small again only after this long of proven playing. Default 30000. */
  stableAfterMs: number;
  /** Whatever comes in. Default 30. */
  maxRestartsPerMinute: number;
  /** How many events a trace keeps; older ones fold into `Trace.from`. Default 2000. */
  traceLimit: number;
  /** fetchAddress or refreshToken unanswered for this long counts as failed. Default 15000. */
  fetchTimeoutMs: number;
  /** A new address is fetched before a restart when the present one expires within this. Default 30. */
  refreshMarginSeconds: number;
  /** Whose state codes come in. Default `live-player`. */
  component: Component;
  /** How much further behind the live edge than at its best a live picture may fall before it is brought back; null: never. Default 10000. */
  maxBehindMs: number | null;
  /** While media `data` comes in, the longest wait for the picture to move. Default 60000. */
  slowLinkMs: number;
  /** So many outages without stableAfterMs of playing between them are told as error `unstable`. Default 3. */
  unstableAfter: number;
  /** In a long outage a fresh address is asked for again after this. Default 300000. */
  freshAddressEveryMs: number;
  /** An address that will be needed after its end is replaced before it. Default true. */
  renewWhilePlaying: boolean;
  /** true: a hidden page forbids nothing (the sound of a baby monitor). Default false. */
  keepWhenHidden: boolean;
  /** A number: hidden for so long, the player is stopped (EZVIZ bills by time); show starts it again. Default null. */
  releaseHiddenAfterMs: number | null;
}

/**
 * What happens to a player. `state`, `netStatus` and `media` events may carry the generation they belong to ({@link Decision.generation}): older ones are ignored.
 * A `netStatus` may hold more fields than named here; the other events may not.
 */
export type PlayerEvent =
  /** The user (or autoplay) wants to watch. expiresAt omitted: it is taken from the address. */
  /** fetch: there is no address yet, ask for one (ignored when one is known). trialSeconds omitted: it is taken from the address (exper, expr). */
  | { type: 'play'; url?: string; expiresAt?: number | null; trialSeconds?: number; fetch?: boolean }
  /** Another address is wished for (another quality). The picture plays on until it comes. */
  | { type: 'renew' }
  /** The user does not want to watch any more. */
  | { type: 'stop' }
  /** bindstatechange of `<live-player>`. */
  | { type: 'state'; code: number; message?: string; generation?: number }
  /** bindnetstatus of `<live-player>`. */
  | { type: 'netStatus'; videoFPS?: number; netSpeed?: number; videoBitrate?: number; audioBitrate?: number; videoCache?: number; audioCache?: number; generation?: number }
  /**
   * A `<video>`; position and duration in seconds. `data`: bytes came in. `source`: what the library knows of the stream. `refused`: an answer 401, 403 or 410
   * that the library has not given up over. frames: a count that grows while pictures are shown. behindMs: the distance from the newest moment that can be played.
   * edge: the newest thing the source has, in a unit that only grows. live: false when the source says that it is over. codec: true when the encoding failed.
   */
  | { type: 'media'; name: MediaName; position?: number; code?: string; httpStatus?: number;
      duration?: number; frames?: number; behindMs?: number; bytes?: number; edge?: number; live?: boolean; codec?: boolean; generation?: number }
  /** The answer to fetchAddress. question: the command's number; an answer to another than the open question is ignored. once: good for one start only. */
  | { type: 'address'; url: string; expiresAt?: number | null; trialSeconds?: number; once?: boolean; question?: number }
  /** No address to be had; null: the network failed. */
  | { type: 'addressFailed'; outcome: Outcome | null; question?: number }
  /** The answers to refreshToken. */
  | { type: 'tokenRefreshed'; question?: number } | { type: 'tokenFailed'; outcome?: Outcome | null; question?: number }
  /** The picture was paused; no outage. `policy`: the browser wants a touch first. Without `by`: nobody knows who. */
  | { type: 'pause'; by?: 'user' | 'policy' } | { type: 'resume' }
  /** A recording: where the user wants to be, seconds. */
  | { type: 'seek'; position: number }
  /** Picture-in-picture, WeChat's small window: watched although the page is hidden. */
  | { type: 'floating'; on: boolean }
  /** The page, and the device's network. */
  | { type: 'hide' } | { type: 'show' } | { type: 'offline' } | { type: 'online' }
  /** {@link Decision.wakeAtMs} has come. */
  | { type: 'wake' };

/**
 * What the player is to do. `restart`: stop, then play from its success callback; `recreate`: destroy the player, make a new one, play the current address;
 * `load`: set the address and play it. Each but `stop` and the fetches begins a new generation.
 */
export type Command =
  /** position: a recording goes on from there, seconds. */
  | { type: 'play'; position?: number } | { type: 'stop' } | { type: 'restart'; position?: number } | { type: 'recreate'; position?: number }
  | { type: 'load'; url: string; position?: number }
  | { type: 'fetchAddress'; reason: Reason; supportH265?: boolean; question: number; position?: number } | { type: 'refreshToken'; question: number }
  /** Go to the live edge, in the same generation. An engine that cannot seek connects anew. */
  | { type: 'catchUp' };

/** What follows from an event. */
export interface Decision {
  phase: Phase;
  /** To be done in this order. */
  commands: Command[];
  /** Dispatch `{ type: 'wake' }` then; null: nothing is pending. */
  wakeAtMs: number | null;
  rule: Rule;
  /** Retries in this outage. */
  attempt: number;
  /** Which play-like command the player is at; events may carry it. */
  generation: number;
  /** Show a spinner. */
  loading: boolean;
  /** A degraded picture or sound while playing: 2101, 2102, 2104–2108 within the last 8 s, or unstable. */
  degraded: boolean;
  /** Also while it is still being tried (device offline, attempts exhausted): retryable tells. */
  error: { code: FailureCode | OutcomeClass; message: Text; retryable: boolean } | null;
  /** The distance from the live edge as last reported in this generation, milliseconds. */
  behindMs: number | null;
}

/** How a view is, for a dashboard. */
export interface Health {
  /** How it is now. */
  word: Standing;
  /**
   * The share of the time in which it was to play and did, 0 to 1: 1 − `rebufferRatio`. 0 before the first picture, null before the first play. Hidden and paused
   * time does not count.
   */
  live: number | null;
}

/** How well it played. */
export interface PlaybackStats {
  /** From the first play to the first proof; null before. */
  firstFrameMs: number | null;
  /** Time in phase `playing`. */
  playedMs: number;
  /** Wanted but not playing after the first frame, hidden and paused time apart. */
  stalledMs: number;
  /** Entries into that. */
  stalls: number;
  /** Play-like commands after the first. */
  restarts: number;
  addressFetches: number;
  tokenRefreshes: number;
  longestOutageMs: number;
  /** stalledMs / (playedMs + stalledMs), 0 when neither. */
  rebufferRatio: number;
  /** catchUp commands. */
  catchUps: number;
  /** Outages that ended without a command of ours. */
  healedByItself: number;
}

/**
 * What a supervisor was told, and what it decided then, so that a replay can be checked. It holds no secret: addresses are cut to scheme, host and path, their
 * expiresAt is kept as it was understood.
 */
export interface Trace {
  version: 1;
  policy: Policy;
  /** The snapshot before the first event, when older ones were folded. */
  from: object | null;
  events: { atMs: number; event: PlayerEvent; phase: Phase; rule: Rule }[];
  /** How many events a bounded trace lost. */
  dropped: number;
}

/** What a server's answer means, for every vendor the same shape. */
export interface Outcome {
  ok: boolean;
  /** The vendor's own as text (`'200'`, `'10002'`, `'-1'`), else `network_failed` or `malformed_response`. */
  code: string;
  class: OutcomeClass;
  message: Text;
  retry: Retry;
  /** What the server itself said, as it is (`msg`, `errmsg` with its rid). Absent where it said nothing. A trace does not keep it. */
  vendorMessage?: string;
}

// ───────────────────────────── the adapters ─────────────────────────────

/** A player that is kept playing. */
export interface Supervised {
  readonly supervisor: Supervisor;
  /** Watch; without an address the present one, or one from fetchAddress. @throws {@link PlaywardError} `invalid_params` */
  play(url?: string): void;
  stop(): void;
  /**
   * Wishes for another address, of another quality for one, while the picture plays on. Resolves when it has been loaded, and where nothing plays that could
   * go on. Rejects with the page's own error when it was refused, and with a {@link PlaywardError} `fetch_timeout` when it did not come in time; the picture
   * plays on then. A newer renew or play voids an older one, which then resolves.
   */
  renew(): Promise<void>;
  /** `decision`: every one; `phase`: those that change it; `error`: those that bring a new one. The answer takes the listener away. */
  on(name: 'decision' | 'error' | 'phase', listener: (decision: Decision) => void): () => void;
  /** Lets go of the player. Idempotent. After it play, stop, renew, pause, resume and seek throw `closed`, renew by its promise; no listener hears anything. */
  close(): void;
}

/** What a page gives beside its player. */
export interface SupervisedOptions {
  policy?: Partial<Policy>;
  /**
   * A fresh address, asked for only on evidence or near expiry and one at a time; expiresAt in Unix seconds.
   * Reject with an Error that has `.outcome` (an {@link Outcome}) to say why; without one it counts as a network failure.
   *
   * @param request.position of a recording: from where it will be played, seconds
   * @param request.signal fires when the answer no longer matters; absent where the runtime has no AbortController
   * @returns once: the address is good for one start, every later one asks for another
   */
  fetchAddress(request: { reason: Reason; supportH265?: boolean; position?: number; signal?: HostAbortSignal }): Promise<{ url: string; expiresAt?: number | null; once?: boolean }>;
  /** Needed only where addresses come with an access token that expires. */
  refreshToken?(): Promise<void>;
}

/** A `<live-player>` as its page has it. */
export interface LivePlayerTarget {
  /** The LivePlayerContext of `wx.createLivePlayerContext`. Read anew for every call, so recreate() may replace it. */
  context: unknown;
  /** `setData({ src: url })`. It may return a promise that resolves in the callback of setData; else play() is called at once and, if the player stays silent, again 100 ms later. */
  setSrc(url: string): void;
  /** Takes the component away and mounts a new one; it may return a promise likewise. */
  recreate?(): void;
}

/** What superviseLivePlayer returns. */
export interface SupervisedLivePlayer extends Supervised {
  /**
   * Takes the component's statechange, netstatus, error, enterpictureinpicture and leavepictureinpicture events as they come. Error 10001/10002 (microphone, camera refused) reach `error` listeners
   * as `permission_microphone` / `permission_camera` and lead to no command.
   */
  handle(event: { type: string; detail: unknown }): void;
  /** From the page's onShow. */
  onShow(): void;
  /** From the page's onHide. */
  onHide(): void;
  /** For pages with a pause button: a picture that stands still unannounced counts as a stall. */
  pause(): void;
  resume(): void;
}

/**
 * Keeps a mini-program's `<live-player>` playing.
 *
 * @throws {@link PlaywardError} `not_initialized`, `invalid_params`
 * @example
 * this.live = superviseLivePlayer(
 *   { context: wx.createLivePlayerContext('live', this), setSrc: (src) => this.setData({ src }) },
 *   { fetchAddress: () => fetchLiveAddress() },
 * );
 * this.live.on('decision', ({ loading, error }) => this.setData({ loading, error }));
 * this.live.play();
 */
export function superviseLivePlayer(target: LivePlayerTarget, options: SupervisedOptions): SupervisedLivePlayer;

/** A `<live-pusher>` as its page has it. */
export interface LivePusherTarget {
  /** The LivePusherContext of `wx.createLivePusherContext`. Read anew for every call. */
  context: unknown;
  /** `setData({ url })`. It may return a promise that resolves in the callback of setData; else start() is called at once and, if the pusher stays silent, again 100 ms later. */
  setUrl(url: string): void | Promise<void>;
}

/** What superviseLivePusher returns. */
export interface SupervisedLivePusher extends Supervised {
  /** Takes the component's statechange, netstatus and error events as they come. */
  handle(event: { type: string; detail: unknown }): void;
  /** From the page's onShow. */
  onShow(): void;
  /** From the page's onHide. */
  onHide(): void;
  /** Pushes nothing meanwhile; the connection stays. */
  pause(): void;
  resume(): void;
}

/**
 * Keeps a mini-program's `<live-pusher>` pushing. `fetchAddress` brings a push address; one whose end (txTime) is near is replaced before the next start.
 *
 * What the user has to allow (camera, microphone) fails with `permission_camera` or `permission_microphone` until the user's play; a device that cannot do it with `device_unusable`.
 *
 * @throws {@link PlaywardError} `not_initialized`, `invalid_params`
 * @example
 * this.push = superviseLivePusher(
 *   { context: wx.createLivePusherContext(this), setUrl: (url) => new Promise((done) => this.setData({ url }, done)) },
 *   { fetchAddress: () => fetchPushAddress() },
 * );
 * this.push.play();
 */
export function superviseLivePusher(target: LivePusherTarget, options: SupervisedOptions): SupervisedLivePusher;

/** WeChat's `<video>` as its page has it. */
export interface VideoContextTarget {
  /** The VideoContext of `wx.createVideoContext`. Read anew for every call, so recreate() may replace it. */
  context: unknown;
  /** `setData({ src: url })`; the empty text takes the address away. It should return a promise that resolves in the callback of setData. */
  setSrc(url: string): void | Promise<void>;
  /** Takes the component away and mounts a new one; it may return a promise likewise. */
  recreate?(): void | Promise<void>;
}

/** What superviseVideoContext returns. */
export interface SupervisedVideoContext extends Supervised {
  /** Takes play, pause, ended, timeupdate, waiting, error, loadedmetadata, progress, seekcomplete, enterpictureinpicture and leavepictureinpicture as they come. */
  handle(event: { type: string; detail: unknown }): void;
  /** Goes to a position, seconds. Every later start goes on there; what is reported before the seek has been done does not count. */
  seek(seconds: number): void;
  /** The user's, on a button of the page. */
  pause(): void;
  resume(): void;
  /** From the page's onShow. */
  onShow(): void;
  /** From the page's onHide. */
  onHide(): void;
}

/**
 * Keeps WeChat's `<video>` playing: recordings, and HLS. `policy.live` is false unless given.
 *
 * @throws {@link PlaywardError} `not_initialized`, `invalid_params`
 * @example
 * this.film = superviseVideoContext(
 *   { context: wx.createVideoContext('film', this), setSrc: (src) => new Promise((done) => this.setData({ src }, done)) },
 *   { fetchAddress: () => fetchEpisodeLink() },
 * );
 * this.film.play();
 */
export function superviseVideoContext(target: VideoContextTarget, options: SupervisedOptions): SupervisedVideoContext;

/** What a page gives beside its `<video>`. */
export interface SupervisedVideoOptions extends SupervisedOptions {
  /** Default: by the library; without one `native`. */
  engine?: 'native' | 'hls' | 'mpegts';
  /** The page's own hls.js (`Hls`) or mpegts.js (`mpegts`). */
  library?: unknown;
  /** Handed to the library as its configuration. */
  settings?: object;
}

/** What superviseVideo returns. */
export interface SupervisedVideo extends Supervised {
  /** For what the page knows and the browser does not say, such as an app that lays its web view aside. */
  dispatch(event: PlayerEvent): void;
  /** For a page with a pause button of its own: nothing tells a pause on the browser's controls from one that the system makes. */
  pause(): void;
  resume(): void;
}

/**
 * Keeps a `<video>` playing, by the browser itself, hls.js or mpegts.js.
 *
 * @throws {@link PlaywardError} `not_initialized`, `invalid_params`
 * @example
 * const live = superviseVideo(document.querySelector('video'), { engine: 'hls', library: Hls, fetchAddress });
 * live.play();
 */
export function superviseVideo(video: HostVideo, options: SupervisedVideoOptions): SupervisedVideo;

// ───────────────────────────── what runs out and must not ─────────────────────────────

/**
 * Keeps a token, a UserSig or an address good: asks for one at a time, before its end, by its giver's clock. Pure and deterministic, like {@link Supervisor}: it
 * reads no clock, holds no timer and asks nobody; {@link keepFresh} does.
 */
export class Renewal {
  /** @throws {@link PlaywardError} `not_initialized`, `invalid_params` */
  constructor(policy?: Partial<RenewalPolicy>);
  /**
   * One event in, one decision out. Where it says `fetch`, ask; at `wakeAtMs` a `wake` is to be dispatched. Nothing is asked before the first `need`.
   *
   * @param nowMs floored to whole milliseconds; a clock that goes backward counts as standing still
   * @throws {@link PlaywardError} `invalid_params` (nothing has changed then), `closed`
   */
  dispatch(event: RenewalEvent, nowMs: number): RenewalDecision;
  /** Frees the wasm side. Idempotent; every later call throws `closed`. */
  close(): void;
}

/** What a page may tune of a {@link Renewal}. */
export interface RenewalPolicy {
  /** Of every random draw; default 1, keepFresh draws one. */
  seed: number;
  /** Renewed so long before its end; default 60. Where it lasts no longer than that: after half its life. */
  marginSeconds: number;
  /** true (default): renewed when that moment comes, up to 5 s earlier, whether or not somebody waits. false: only when somebody needs it then. */
  ahead: boolean;
  /** Retry k ≥ 1 comes after min(retryCapMs, retryBaseMs · retryFactor^(k−1)), ± retryJitter; default 2000. */
  retryBaseMs: number;
  /** default 2 */
  retryFactor: number;
  /** default 30000 */
  retryCapMs: number;
  /** a fraction; default 0.2 */
  retryJitter: number;
  /** An unanswered question counts as failed; default 15000. */
  fetchTimeoutMs: number;
}

/** What a {@link Renewal} is told. */
export type RenewalEvent =
  /** Somebody wants it now. During a back-off it waits for the planned retry. */
  | { type: 'need' }
  /**
   * The answer, however late. `issuedAt`: when its giver made it, by the giver's clock, Unix seconds: the difference to ours corrects `expiresAt`, also that of
   * later answers without it. So a phone whose clock is a day off neither loses nor overstays it.
   */
  | { type: 'got'; expiresAt?: number | null; issuedAt?: number | null }
  /**
   * The answer: there is none. null: the network failed. retry `never` fails those who wait and asks no more before the next need or show; `slower` doubles the
   * delay; all else is as a network failure. Without an open question it is ignored.
   */
  | { type: 'failed'; outcome?: Outcome | null }
  /** Whoever used it was told that it is good no more. */
  | { type: 'refused' }
  /** Hidden, nothing is asked but for a need, and nothing wakes but the deadline of an open question. */
  | { type: 'hide' }
  | { type: 'show' }
  /** Ends a back-off within 2 s. */
  | { type: 'online' }
  /** `wakeAtMs` has come. */
  | { type: 'wake' };

/** What to do after an event. */
export interface RenewalDecision {
  /** Ask now; never while an answer is awaited. */
  fetch: boolean;
  /** There is one that is good by its giver's clock. One that is over when it comes counts as good until it is refused: the clock is more likely to be wrong. */
  good: boolean;
  /** Those who wait: `give` them what there is, exactly when it is good; `fail` them, by the first answer that failed after their need; else they `wait`. */
  waiting: 'give' | 'wait' | 'fail';
  /** 0 once it is over; null: it has no end, or there is none. */
  secondsLeft: number | null;
  /** Dispatch `{ type: 'wake' }` then; null: nothing is to come. */
  wakeAtMs: number | null;
  rule: RenewalRule;
  /** Why the last question failed, also while it is asked again; null once there is an answer. Its code is that of an {@link Outcome}; `network` too when no answer came in time. */
  error: { code: OutcomeClass; message: Text; retryable: boolean } | null;
}

/** What {@link keepFresh} returns. */
export interface Fresh<T> {
  /**
   * A good value. Any number of callers share one request. Rejects with the page's own error when that fails.
   * @throws {@link PlaywardError} `closed`, also for those who wait at close(); `fetch_timeout`: no answer came in time; `invalid_params`: the answer has no `value`
   */
  get(): Promise<T>;
  /** The value is good no more. Ignored when it is not the current one: whoever comes late must not cost another request. */
  refused(value: T): void;
  /** null before the first answer and after a refusal; `expiresAt` as its giver said it. */
  readonly current: { value: T; expiresAt: number | null } | null;
  /** `change`: there is another value, or it was refused; `error`: a question failed in another way than before. The answer takes the listener away. */
  on(name: 'change' | 'error', listener: (fresh: { value: T | null; secondsLeft: number | null; error: RenewalDecision['error'] }) => void): () => void;
  /** From the page's onShow. */
  onShow(): void;
  /** From the page's onHide. */
  onHide(): void;
  /** Idempotent. */
  close(): void;
}

/**
 * A {@link Renewal} over a function of the page's.
 *
 * @param options.fetch asks for a value. Reject with an Error that has `.outcome` (an {@link Outcome}) to say why; without one it counts as a network failure.
 *   `reason`: `expires_soon` while the old one is still good, `refused` after a refusal; `refused`: the value that was. It answers with `expiresAt` in Unix seconds,
 *   and with `issuedAt` where the giver says when it made it.
 * @throws {@link PlaywardError} `not_initialized`, `invalid_params`
 * @example
 * const token = keepFresh({ fetch: async () => {
 *   const { accessToken, expiresAt } = await askYourServer('/token');
 *   return { value: accessToken, expiresAt };
 * } });
 * const answer = await ask(await token.get());
 */
export function keepFresh<T>(options: {
  fetch(request: { reason: 'needed' | 'expires_soon' | 'refused'; refused: T | null }): Promise<{ value: T; expiresAt?: number | null; issuedAt?: number | null }>;
  policy?: Partial<RenewalPolicy>;
}): Fresh<T>;

// ───────────────────────────── PTZ ─────────────────────────────

/** Where the pad is drawn: what `getBoundingClientRect()` and `boundingClientRect` of a mini-program give. */
export interface Rect { left: number; top: number; width: number; height: number }

/**
 * Which way a point lies from the centre of the rect, which is never a constant. 4 ways: |dx| > |dy| is horizontal, a tie vertical;
 * 8 ways: eight equal sectors of 45°.
 *
 * @param point in the coordinates of the rect
 * @param options.ways default 4
 * @param options.deadZone a fraction of half the shorter side within which there is no direction; default 0.1
 * @returns null in the dead zone, and always in the exact centre
 * @throws {@link PlaywardError} `invalid_params`
 */
export function ptzDirection(point: { x: number; y: number }, rect: Rect, options?: { ways?: 4 | 8; deadZone?: number }): Direction | null;

/**
 * One finger, one direction; every start is followed by a stop of the SAME direction, in order, whatever happens. A stop that failed or went
 * unanswered is sent again, at most 3 times (at once, after 1 s, after 2 s). A failed start is stopped at once. A second finger stops. Leaving
 * the pad keeps moving until `up` or maxHoldMs. It holds no timer and sends nothing: call `wake` at `wakeAtMs`, send `request`, tell the answer.
 *
 * Requests may reach the camera in any order. A start that was stopped before its answer came (it counted as failed, or the pad was closed) is
 * stopped once more when it succeeds after all, when the network fails, or when its time is over; not when the device refuses it.
 *
 * @example
 * const decision = pad.down({ id: touch.identifier, x: touch.clientX, y: touch.clientY }, rect, Date.now());
 * if (decision.request) send(decision.request).then((code) => pad.answered(code, Date.now(), decision.request.seq));
 */
export class PtzPad {
  constructor(options?: {
    /** default 4 */
    ways?: 4 | 8;
    /** see ptzDirection; default 0.1 */
    deadZone?: number;
    /** 0 slow, 1 medium (default), 2 fast */
    speed?: 0 | 1 | 2;
    /** a tap moves at least this long; default 300 */
    minHoldMs?: number;
    /** an unanswered request counts as failed; default 8000 */
    answerTimeoutMs?: number;
    /** a finger whose end never came; default 60000 */
    maxHoldMs?: number;
    /** false (default): a drag keeps the direction of its start; true: it turns with the finger */
    follow?: boolean;
  });
  /** A finger, a pen or a mouse button comes down on the pad. */
  down(point: { id?: number; x: number; y: number }, rect: Rect, nowMs: number): PtzDecision;
  move(point: { id?: number; x: number; y: number }, rect: Rect, nowMs: number): PtzDecision;
  /** It goes up, on the pad or anywhere else. */
  up(point: { id?: number }, nowMs: number): PtzDecision;
  /** touchcancel, page hide, pointer left the page: stops without waiting for minHoldMs. */
  cancel(nowMs: number): PtzDecision;
  /**
   * The answer to a request.
   * @param code EZVIZ's code of the body, or what the answer of another vendor means; null: the network failed. `limit` is the direction in which
   * the camera is at its end; `disabled`: the device has no PTZ or the account no right to it
   * @param seq of the request: with it a late answer is told apart. Without it the answer is that of the newest request
   */
  answered(code: string | number | null | { ok: boolean; limit?: Direction | null; disabled?: boolean; outcome?: Outcome }, nowMs: number, seq?: number): PtzDecision;
  /** `wakeAtMs` has come. */
  wake(nowMs: number): PtzDecision;
  /**
   * Unload: what is returned must be sent at once, even with the start still unanswered. Idempotent. Until the decision is `settled` the pad
   * takes answers and wakes and has requests to send; fingers do nothing. Once settled its wasm side is freed, and every other call throws `closed`.
   */
  close(nowMs?: number): PtzDecision;
}

/** What to do after a call of a {@link PtzPad}, and what to draw. */
export interface PtzDecision {
  /** At most one request of an open pad is in flight; send it, then call answered(). */
  request: { action: 'start' | 'stop'; direction: Direction; speed: 0 | 1 | 2; seq: number } | null;
  /** The arrow to light. */
  active: Direction | null;
  /** A request is in flight, or a stop still to be sent. */
  busy: boolean;
  /** The camera is at its end that way (60002–60005); until the next press. */
  limit: Direction | null;
  /** The device has no PTZ (60000, class `unsupported`) or the account no right to it (60001, class `no_permission`): draw the pad disabled. */
  disabled: boolean;
  /** What the answer just told meant; that it did not come in time is class `network`. */
  outcome: Outcome | null;
  /** Call wake() then; null: nothing is pending. */
  wakeAtMs: number | null;
  /** Nothing is in flight, to be sent or to be waited for: a closed pad may be forgotten. */
  settled: boolean;
}

// ───────────────────────────── press to talk ─────────────────────────────

/**
 * Press to talk, over the RecorderManager of a mini-program. It records 60 s at most, as mp3. It sends nothing after a tap shorter than 500 ms, a
 * `cancel` (a cancelled touch, a hidden page) or a call that came in; what WeChat cuts off after its limit is sent. `press` while it sends is
 * ignored. The component `talk-button` is a button for it.
 *
 * @param options.recorder `wx.getRecorderManager()`; its listeners are set at each press
 * @param options.send sends the file. A rejection is `error.outcome`, else a failed network
 * @param options.onChange what to draw. `outcome`: how the last one ended, null when nothing was sent; besides those of `send`,
 * `permission_microphone` (class `no_permission`) and `recorder_failed` (class `unknown`)
 * @returns `press`, `release` and `cancel` for the touch; call `cancel` in onHide and `close` in onUnload
 * @throws {@link PlaywardError} `invalid_params`
 * @example
 * const talk = pressToTalk({ recorder: wx.getRecorderManager(), send: (filePath) => camera.say(filePath), onChange: (state) => this.setData(state) });
 */
export function pressToTalk(options: {
  recorder: unknown;
  send(filePath: string): Promise<{ outcome: Outcome }>;
  onChange?(state: { recording: boolean; sending: boolean; secondsLeft: number; outcome: Outcome | null }): void;
}): { press(): void; release(): void; cancel(): void; close(): void };
