import Hls from 'hls.js';
import { init, superviseVideo } from 'playward';

await init();
const live = superviseVideo(document.getElementsByTagName('video')[0], {
  library: Hls,
  fetchAddress: async () => ({ url: 'https://example.com/live.m3u8' }),
});
live.on('phase', ({ phase, rule }) => console.log(phase, rule));
live.play();
