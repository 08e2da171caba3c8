// What the adapter and its engines read off a <video>, and how they listen to it.

/** @param {EventTarget} target @param {Record<string, (event: any) => void>} listeners @returns {() => void} ends it */
export function listen(target, listeners) {
  const names = Object.keys(listeners);
  for (const name of names) target.addEventListener(name, listeners[name]);
  return () => { for (const name of names) target.removeEventListener(name, listeners[name]); };
}

/** The newest moment in these ranges, seconds; null: there is none. @param {...(TimeRanges | undefined)} ranges */
export function newest(...ranges) {
  const ends = ranges.filter((each) => each && each.length).map((each) => each.end(each.length - 1)).filter(Number.isFinite);
  return ends.length ? Math.max(...ends) : null;
}

/** How far the picture is behind that moment, seconds. @param {HTMLVideoElement} video @param {number | null} moment */
export function behind(video, moment) {
  return moment === null ? null : Math.max(moment - video.currentTime, 0);
}

/** Counts the pictures that a <video> shows; no number: nobody counts them. @param {HTMLVideoElement} video */
export function pictures(video) {
  if (video.getVideoPlaybackQuality) return { count: () => Object(video.getVideoPlaybackQuality()).totalVideoFrames, stop() {} };
  if (!video.requestVideoFrameCallback) return { count: () => undefined, stop() {} };
  let shown = 0;
  let pending;
  const next = () => { pending = video.requestVideoFrameCallback(() => { shown += 1; next(); }); };
  next();
  return { count: () => shown, stop: () => video.cancelVideoFrameCallback(pending) };
}
