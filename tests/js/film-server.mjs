// The business server and the CDN of a film: links that live so long by the real clock, trial or whole.

/**
 * @param {import('./weixin/clock.mjs').Clock} clock
 * @param {object} film
 * @param {number} film.duration seconds @param {number} [film.livesSeconds] of each link
 * @param {() => number | null} [film.trial] seconds of the link that is made now @param {() => string} [film.path] of it @param {boolean} [film.once]
 */
export function filmServer(clock, { duration, livesSeconds = Infinity, trial = () => null, path = () => 'film.mp4', once = false }) {
  const links = new Map();
  /** Why each link was asked for. */
  const asked = [];
  return {
    duration,
    links,
    asked,
    letsIn: (url) => clock.nowMs < links.get(url),
    /** All links end now. */
    refuse() {
      for (const url of links.keys()) links.set(url, 0);
    },
    fetchAddress({ reason }) {
      asked.push(reason);
      const seconds = Math.floor(clock.nowMs / 1000) + livesSeconds;
      const trialSeconds = trial();
      const url = `https://cdn.example.test/${path()}?n=${asked.length}${trialSeconds === null ? '' : `&exper=${trialSeconds}`}`;
      links.set(url, seconds * 1000);
      return new Promise((resolve) => { setTimeout(() => resolve({ url, expiresAt: Number.isFinite(seconds) ? seconds : null, once }), 200); });
    },
  };
}
