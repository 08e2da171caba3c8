// ───────────────────────────── Tencent live (腾讯云音视频), on a server ─────────────────────────────

export namespace tencent {
  /**
   * A UserSig. `expire`: whole seconds, 604800 by default. `userBuf` or `privateMapKey`, not both: the latter is the userBuf that lets a user into
   * one room, with `roomId` or `roomStr`.
   * @param now Unix time in seconds
   * @throws {@link PlaywardError} `invalid_params` with `sdk_app_id_invalid`, `secret_key_empty`, `user_id_empty`, `user_id_has_newline`,
   * `user_id_not_well_formed`, `expire_invalid`, `user_buf_too_long` …
   */
  function genUserSig(input: { sdkAppId: number; secretKey: string; userId: string; expire?: number; userBuf?: Uint8Array; privateMapKey?: { roomId?: number; roomStr?: string; privilege: number } }, now: number): string;
  /**
   * Whether a UserSig is genuine and may be used now, checked in this order: signature (in constant time), app, user, time. No leeway; the last
   * second counts. `reason`: `ok`, `signature_mismatch`, `app_mismatch`, `user_mismatch`, `not_yet_valid`, `expired`, `malformed`.
   * @param now Unix time in seconds
   * @throws {@link PlaywardError} `invalid_params`; never for what a UserSig holds
   */
  function verifyUserSig(userSig: string, expected: { sdkAppId: number; secretKey: string; userId?: string }, now: number): { valid: boolean; reason: string };
  /**
   * A play address with txSecret and txTime: MD5, what the console has by default. The key is the play domain's.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function signLiveAddress(spec: { domain: string; app: string; stream: string; protocol: 'rtmp' | 'http-flv' | 'hls' | 'webrtc'; template?: string; secure?: boolean; key: string; expiresAt: number }): string;
  /**
   * An address of video on demand with Key hotlink protection; the address itself has no query yet. `rlimit` 1–9; `whref` and `bkref`: up to ten
   * domains without scheme.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function signVodAddress(url: string, spec: { key: string; expiresAt: number; trialSeconds?: number; rlimit?: number; us?: string; whref?: string[]; bkref?: string[] }): string;
}
