// What the business server of mini-dramas (examples/node/drama.mjs) knows. It alone holds the AppSecret, and says who may watch what.

const { DRAMA_URL } = require('./config.js');
const { exchange } = require('./wx-request.js');

const NOT_ALLOWED = 403;

function ask(path, method, data) {
  return exchange({ url: DRAMA_URL + path, method, data }).then((answer) => {
    const { statusCode, data: body } = answer || {};
    if (statusCode === 200 && body) return body;
    if (statusCode === NOT_ALLOWED) throw new Error('这一集还没有解锁');
    throw new Error(body && body.message ? body.message.zh : '网络异常，请稍后再试');
  });
}

module.exports = {
  /** @returns {Promise<{ dramaId: string, name: string, status: number }[]>} from the offset on, so many as the server gives at once */
  dramasFrom: (offset) => ask('/dramas', 'GET', { offset }).then(({ dramas }) => dramas),
  /** @returns {Promise<{ name: string, status: number, episodes: { mediaId: string, name: string, duration: number }[] }>} */
  drama: (dramaId) => ask(`/dramas/${dramaId}`, 'GET', {}),
  /** @param {string | null} refused the link that did not play @returns {Promise<{ url: string }>} */
  linkOf: (mediaId, refused) => ask(`/media/${mediaId}/link?channel=miniprogram`, 'POST', refused ? { refused } : {}),
};
