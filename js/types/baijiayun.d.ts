// ───────────────────────────── Baijiayun (百家云) ─────────────────────────────

/** Baijiayun (百家云): the pages that play, the quality to play, what its numbers mean. Whatever takes the partner key is in playward-server. */
export namespace baijiayun {
  /**
   * The address of a page that plays, for a `<web-view>` or an iframe. `token` is made by your server (`getPlayerToken`).
   *
   * @param spec `domain`: the private label, or a whole host when it has a dot. `accessKey`: with third-party authentication on; an empty one is refused,
   *   for without it the vendor may let everybody in. `options`: further parameters of the page, such as `user_name`.
   * @throws {@link PlaywardError} `invalid_params`
   * @example
   * baijiayun.playerAddress({ domain: 'demo', videoId: '11128351', token, mobile: true });
   */
  function playerAddress(spec: { domain: string; videoId: Id; token: string; mobile?: boolean; accessKey?: string; options?: Record<string, string> }): string;

  /**
   * What to play of `play_info` (`getUrl`). The exact quality, else the nearest lower, else the nearest higher. What has expired does not count; where
   * everything has, `refresh_address`: ask your server for new addresses. `none`: there is nothing to play.
   *
   * @param wanted by any of the vendor's three ways to name one: `low high superHD 720p 1080p audio`, `16 1 2 4 8`, `low std high super 1080p`
   * @param options `allowAudio`: sound alone is better than nothing (default false). `requireHttps`: leave http addresses out (default false)
   * @throws {@link PlaywardError} `invalid_params`
   */
  function chooseQuality(playInfo: Record<string, unknown>, wanted: string | number, now: number, options?: { allowAudio?: boolean; requireHttps?: boolean }): { action: 'play'; quality: string; url: string; expiresAt: number | null; exact: boolean } | { action: 'refresh_address' } | { action: 'none' };

  /**
   * What a number of the vendor's means; the same number means other things in other tables.
   *
   * @param table `video_status`, `callback_status`, `definition`, `format`, `audit_status`, `publish_status`, `client_type`, `product_type`, `account_type`,
   *   `account_status` or `charge_type`
   * @returns `name` is stable; a value that the table does not hold is not `known`
   * @throws {@link PlaywardError} `invalid_params`
   */
  function describe(table: string, value: string | number): { known: boolean; name: string; message: Text };
}
