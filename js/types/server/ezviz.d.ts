// ───────────────────────────── EZVIZ (萤石), on a server ─────────────────────────────

export namespace ezviz {
  /**
   * EZVIZ's mini-program guide, section 2.4.1: appKey and appSecret belong on a server. `interpret('token_get', body)` reads the answer: `{ accessToken, expiresAt }`, in seconds.
   * @throws {@link PlaywardError} `invalid_params`
   */
  function tokenRequest(appKey: string, appSecret: string): HttpRequest;
}
