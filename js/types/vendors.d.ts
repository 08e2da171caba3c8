// ───────────────────────────── what the vendors have in common ─────────────────────────────

/** A 64-bit id: a number where that is exact, else decimal digits. */
export type Id = number | string;

/** Ready for wx.request and fetch: encode data by the header's content type. */
export interface HttpRequest { url: string; method: 'GET' | 'POST'; header: Record<string, string>; data: Record<string, string> }
