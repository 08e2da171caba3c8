import { client } from './client.mjs';

export async function upload(file, mediaName) {
  const { mediaId } = await client.uploadDrama(file, {
    mediaName,
    onProgress: (done, total) => console.log(`${done}/${total}`),
  });
  return mediaId;
}
