// What the business server does for the Baijiayun tab: it alone holds the partner key, and hands out addresses to upload to and to play from.

const API = 'https://demo.at.baijiayun.com';
/** 标清, 高清 and 超清, as far as the source goes. */
const DEFINITIONS = [16, 1, 2];
/** Every browser plays it by itself. */
const MP4 = { number: 1, name: 'mp4' };
const URL_SECONDS = 3600;
const ROWS = 100;

/** @param {Awaited<ReturnType<import('../../sandbox/sandbox.mjs').startSandbox>>} sandbox */
export function baijiayunCalls(sandbox) {
  let opening = null;
  const opened = () => {
    opening ||= open(sandbox).catch((error) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  /** What the cloud refuses, the page is told: it knows what to make of an outcome. */
  const ask = async (deed) => {
    const client = await opened();
    try {
      return await deed(client);
    } catch (error) {
      if (error.outcome) return { outcome: error.outcome };
      throw error;
    }
  };
  return {
    'GET /api/baijiayun/list': () => ask(async (client) => {
      const { list } = await client.getVideoList({ page_size: ROWS });
      return { videos: list.map(({ video_id: videoId, name, status, length }) => ({ videoId, name, status, length })).reverse() };
    }),
    // The file itself goes from the page straight to the cloud.
    'POST /api/baijiayun/upload': (query, { fileName }) => ask(async (client) => {
      const { video_id: videoId, upload_url: uploadUrl } = await client.getUploadUrl({ file_name: String(fileName), definition: DEFINITIONS, format: [MP4.number] });
      return { videoId, uploadUrl };
    }),
    'POST /api/baijiayun/url': (query, { videoId, seconds }) => ask(async (client) => {
      const { play_info: playInfo } = await client.getUrl({ video_id: String(videoId), format: MP4.name, expires_in: Number(seconds) || URL_SECONDS });
      return { playInfo };
    }),
  };
}

/** Not before it is needed: the other tabs do without the server's package. */
async function open(sandbox) {
  const { baijiayun } = await import('../../../pkg/playward-server/node.mjs');
  const { domain, partnerId, partnerKey } = sandbox.baijiayun.account;
  return new baijiayun.BaijiayunClient({ domain, partnerId, partnerKey, baseUrl: sandbox.reach(API) });
}
