// What the business server of mini-dramas (examples/node/drama.mjs) knows. It alone holds the AppSecret, and says who may watch what.

const { DRAMA_URL } = require('./config.js');
const { exchange } = require('./wx-request.js');

/** The server's own refusal; what WeChat refuses comes with WeChat's words. */
const LOCKED = { error: 'not_allowed', retry: 'never', message: { zh: '这一集还没有解锁', en: 'this episode is locked' } };

function ask(path, method, data) {
  return exchange({ url: DRAMA_URL + path, method, data }).then((answer) => {
    const { statusCode, data: body } = answer || {};
    if (statusCode === 200 && body) return body;
    throw refusal(statusCode === 403 ? LOCKED : body);
  });
}

/** Why the server does not: an error with `outcome`, as fetchAddress of a view wants it. Without one the network failed. */
function refusal(body) {
  if (!body || !body.message) return new Error('网络异常，请稍后再试');
  const { error, retry, message } = body;
  return Object.assign(new Error(message.zh), { outcome: { ok: false, code: error, class: error, retry, message } });
}

module.exports = {
  /** @returns {Promise<{ dramaId: string, name: string, status: number }[]>} from the offset on, so many as the server gives at once */
  dramasFrom: (offset) => ask('/dramas', 'GET', { offset }).then(({ dramas }) => dramas),
  /** @returns {Promise<{ name: string, status: number, episodes: { mediaId: string, name: string, duration: number }[] }>} */
  drama: (dramaId) => ask(`/dramas/${dramaId}`, 'GET', {}),
  /** @param {string | null} refused the link that did not play @returns {Promise<{ url: string, expiresAt: number | null }>} */
  linkOf: (mediaId, refused) => ask(`/media/${mediaId}/link?channel=miniprogram`, 'POST', refused ? { refused } : {}),
};
