// ───────────────────────────── play addresses of every vendor ─────────────────────────────

/** What a play address says. */
export interface PlayAddress {
  /** By the address's shape, not its host: customers use their own domains. */
  vendor: 'ezviz' | 'tencent' | 'baijiayun' | 'minidrama' | 'unknown';
  protocol: 'ezopen' | 'rtmp' | 'rtmps' | 'http-flv' | 'ws-flv' | 'hls' | 'webrtc' | 'mp4' | 'mp3' | 'page' | 'unknown';
  kind: 'live' | 'playback' | 'vod' | 'unknown';
  /** Unix seconds; null when the address does not say. Read from the forms of many clouds, the earliest of several: docs/addresses.md. */
  expiresAt: number | null;
  deviceSerial?: string; channelNo?: number;
  /** EZVIZ: `hd` (main stream) or `sd`. */
  quality?: string;
  storage?: 'local' | 'cloud'; verifyCode?: string;
  /** As printed in the address: yyyyMMddHHmmss, device time. */
  begin?: string; end?: string;
  app?: string;
  /** The last segment of the path without its suffix; a transcoding template in it (`_hd`) is not guessed apart. */
  stream?: string;
  videoId?: string;
  /** livePlayer: rtmp and http-flv only. video: what {@link superviseVideo} plays with one of its engines. */
  playableIn: { livePlayer: boolean; video: boolean };
}

/**
 * Takes a play address apart. It does not say whether the address still plays.
 * @throws {@link PlaywardError} `invalid_params` with `address_malformed` (no play address) or `address_incomplete` (a part of one), `not_initialized`
 */
export function parsePlayAddress(address: string): PlayAddress;

/**
 * Is it time for a new address? True when `expiresAt - now < remainingSeconds + marginSeconds`, and when the expiry is not known.
 * The {@link Supervisor} differs: for it an unknown expiry is none to act on.
 * @param expiresAt Unix seconds @param now Unix seconds
 * @param remainingSeconds how much is still to be played; 0 for a live view that only has to connect
 * @param marginSeconds default 30
 * @throws {@link PlaywardError} `invalid_params`, `not_initialized`
 */
export function needsRefresh(expiresAt: number | null, now: number, remainingSeconds: number, marginSeconds?: number): boolean;
