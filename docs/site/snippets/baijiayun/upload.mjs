import { baijiayun } from 'playward-server';

const { BAIJIAYUN_DOMAIN, BAIJIAYUN_PARTNER_ID, BAIJIAYUN_PARTNER_KEY } = process.env;

export const client = new baijiayun.BaijiayunClient({
  domain: BAIJIAYUN_DOMAIN,
  partnerId: BAIJIAYUN_PARTNER_ID,
  partnerKey: BAIJIAYUN_PARTNER_KEY,
});

export async function publish(file) {
  const { videoId } = await client.upload(file, { definition: [16, 1], use_https: 1 });
  const { status } = await client.waitUntilTranscoded(videoId);
  return { videoId, status: baijiayun.describe('video_status', status).message.zh };
}
