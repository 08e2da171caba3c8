// ───────────────────────────── UserSig, for debugging only ─────────────────────────────

/**
 * **安全警告：仅供调试。** 密钥写进小程序或页面，就等于公开：小程序可以反编译，页面更不必。上线前改由业务服务器签发（`playward-server`）。
 *
 * **Security warning: for debugging only.** A key in a mini-program or a page is a key that everyone has. Before you publish, let your server make
 * the UserSig (`playward-server`).
 *
 * Refuses to work in a mini-program whose envVersion is `release` or cannot be read, on a page whose host is not localhost or an IP of a private
 * range, and in Node with NODE_ENV=production. Logs nothing, and wipes the key from the memory of the wasm.
 *
 * @param now Unix time in seconds
 * @throws {@link PlaywardError} `debug_only`; `invalid_params` with `sdk_app_id_invalid`, `secret_key_empty`, `user_id_empty`,
 * `user_id_has_newline`, `user_id_not_well_formed`, `expire_invalid`
 */
export function genTestUserSig(input: {
  sdkAppId: number;
  secretKey: string;
  userId: string;
  /** Seconds, a week by default; more than a week becomes a week. */
  expire?: number;
}, now: number): { sdkAppId: number; userSig: string; expiresAt: number };

/**
 * The call shape of the demo's GenerateTestUserSig.js: the settings once, then `genTestUserSig(userID)`. Refuses where {@link genTestUserSig} does;
 * the settings are read when it is called.
 *
 * @throws {@link PlaywardError} (the function it returns) as {@link genTestUserSig}
 * @example
 * const { genTestUserSig } = createGenerateTestUserSig({ SDKAPPID: 1400000000, SECRETKEY: '…' });
 * const { sdkAppID, userSig } = genTestUserSig('xiaojun');
 */
export function createGenerateTestUserSig(config: { SDKAPPID: number; SECRETKEY: string; EXPIRETIME?: number }): {
  genTestUserSig(userID: string): { sdkAppID: number; userSig: string };
};
