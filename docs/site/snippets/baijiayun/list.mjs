import { client } from './upload.mjs';

export async function namesOfAll() {
  const names = [];
  for await (const { video_id: videoId, name } of client.getVideoList({})) names.push(`${videoId} ${name}`);
  return names;
}
