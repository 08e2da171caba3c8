import { baijiayun } from 'playward-server';

const seen = new Set();

export async function onCallback(fields, partnerKey, act) {
  const { valid, event, qid, videoId } = baijiayun.verifyCallback(fields, partnerKey, Date.now() / 1000);
  if (!valid) return { status: 403, body: baijiayun.callbackReply('not valid') };
  if (!seen.has(qid)) {
    await act(event, videoId);
    seen.add(qid);
  }
  return { status: 200, body: baijiayun.callbackReply() };
}
