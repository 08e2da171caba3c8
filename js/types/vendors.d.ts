// ───────────────────────────── what the vendors have in common ─────────────────────────────

/** Ready for wx.request and fetch: encode data by the header's content type. */
export interface HttpRequest { url: string; method: 'GET' | 'POST'; header: Record<string, string>; data: Record<string, string> }
