// ───────────────────────────── Tencent live (腾讯云音视频) ─────────────────────────────

/** Tencent live (腾讯云音视频). */
export namespace tencent {
  /**
   * What a UserSig says, whoever made it. It takes no key, and so says nothing about whether the UserSig is genuine.
   * `userBuf` is the base64 that was signed; `expiresAt` is `issuedAt + expire`, in seconds. `version` is empty where a signer of before 2019 wrote none.
   * @throws {@link PlaywardError} `user_sig_malformed`: damaged, incomplete, or inflates to more than 64 KiB
   */
  function inspectUserSig(userSig: string): { version: string; userId: string; sdkAppId: number; issuedAt: number; expire: number; expiresAt: number; userBuf: string | null; algorithm: 'hmac-sha256' | 'ecdsa' };
  /**
   * A play address. `secure` (default true) means https; rtmp becomes rtmps only when it is set. The signature (`txSecret`, `txTime`: both or
   * neither) is made by your server with `signLiveAddress` of playward-server.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function liveAddress(spec: { domain: string; app: string; stream: string; protocol: 'rtmp' | 'http-flv' | 'hls' | 'webrtc'; template?: string; secure?: boolean; txSecret?: string; txTime?: string }): string;
  /**
   * Can `<live-player>` and `<live-pusher>` run here at all? Issues: `wechat_too_old`, `base_library_too_old`, `personal_subject`,
   * `category_not_allowed`, `devtools_unsupported`, `domain_not_whitelisted` (one for each domain that is missing). What is not given is not checked.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function checkEnvironment(env: { platform: 'ios' | 'android' | 'devtools' | 'windows' | 'mac'; wechatVersion: string; baseLibrary: string; subject?: 'personal' | 'company'; category?: [string, string]; requestDomains?: string[] }): { ok: boolean; issues: Issue[] };
  /** What has to stand among the mini-program's request domains (request 合法域名). */
  function requestDomains(): { domain: string; purpose: Text }[];
  /** The categories that may have the two components: those of Tencent's mini-program document, and what WeChat has added since; `asOf` says as of when. */
  function categories(): { primary: string; secondary: string; scenes: string; asOf: string }[];
}
