import { ezviz } from 'playward';

export async function recordingsOf(camera, day, time) {
  const { outcome, data: files } = await camera.ask('video_by_time', { day });
  if (!outcome.ok) throw new Error(outcome.message.zh);
  const timeline = new ezviz.Timeline(day, files);
  const playback = new ezviz.Playback(timeline);
  playback.seek(time);
  return {
    segments: timeline.segments(),
    playback,
    fetchAddress: async () => ({ ...(await camera.address(playback.span())), once: true }),
    next: () => playback.ended(),
  };
}
