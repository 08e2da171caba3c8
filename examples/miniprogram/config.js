// Where everything is. As it stands: the sandbox of this repository, `npm run sandbox`.

module.exports = {
  /** The open platform; the real one is https://open.ys7.com */
  PLATFORM: 'http://127.0.0.1:8100/open.ys7.com',

  /** Your own server: knows who the user is, keeps appKey and appSecret, answers { accessToken }. */
  TOKEN_URL: 'http://127.0.0.1:8100/sandbox/ezviz/accessToken',

  /** What <live-player> plays: 'flv' or 'rtmp'. */
  PROTOCOL: 'flv',
};
