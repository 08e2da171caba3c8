// The browser plays the address by itself.

import { behind, listen, newest } from './element.js';

/** @type {import('./index.js').EngineKind} */
export const native = {
  attach(video, { url }, report) {
    // The browser says this while bytes come in, at most every 350 ms.
    const silence = listen(video, { progress: () => report({ name: 'data' }) });
    video.src = url;
    const edge = () => newest(video.seekable, video.buffered);
    return {
      restart: () => video.load(),
      edge,
      behind: () => behind(video, edge()),
      destroy() {
        silence();
        video.removeAttribute('src');
        video.load();
      },
    };
  },
};
