import mpegts from 'mpegts.js';
import { init, superviseVideo } from 'playward';
import { cameraOf } from './camera.mjs';

export async function watch(video, askYourServer) {
  await init();
  const camera = cameraOf('203751922', askYourServer);
  let quality = 'hd';
  const live = superviseVideo(video, {
    library: mpegts,
    fetchAddress: () => camera.address({ protocol: 'flv', quality }),
    refreshToken: () => camera.refreshToken(),
  });
  live.on('error', ({ error }) => console.log(error.code, error.message.zh));
  live.play();
  const choose = (wanted) => {
    quality = wanted;
    return live.renew();
  };
  return { camera, live, choose, stop: () => live.stop() };
}
