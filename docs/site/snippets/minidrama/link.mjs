import { links } from './client.mjs';

export async function linkFor(mediaId, { refused } = {}) {
  const { url, expiresAt } = await links.get({ mediaId, us: 'wechat', whref: ['servicewechat.com/'] }, { refused });
  return { url, expiresAt };
}
