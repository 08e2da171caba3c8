// Where everything is. As it stands: the sandbox of this repository, `npm run sandbox`.

module.exports = {
  /** The open platform; the real one is https://open.ys7.com */
  PLATFORM: 'http://127.0.0.1:8100/open.ys7.com',

  /** Your own server: knows who the user is, keeps appKey and appSecret, answers { accessToken }. */
  TOKEN_URL: 'http://127.0.0.1:8100/sandbox/ezviz/accessToken',

  /** What <live-player> plays: 'flv' or 'rtmp'. */
  PROTOCOL: 'flv',

  /** Your own server: takes { code } of wx.login, answers { session }. */
  LOGIN_URL: 'http://127.0.0.1:8100/sandbox/tencent/login',

  /** Your own server, examples/node/usersig.mjs: knows the session, keeps the SecretKey, answers { sdkAppId, userId, userSig }. */
  USERSIG_URL: 'http://127.0.0.1:8100/sandbox/tencent/usersig',

  /** Tencent's instant messaging; the real one is https://webim.tim.qq.com */
  IM: 'http://127.0.0.1:8100/webim.tim.qq.com',

  /** Your own server, examples/node/drama.mjs: keeps the AppSecret, answers with dramas, episodes and links to play. */
  DRAMA_URL: 'http://127.0.0.1:8200',

  /** Your own server: answers { url, expiresAt } with a push address that it has signed (playward-server, tencent.signLiveAddress). */
  PUSH_URL: 'http://127.0.0.1:8100/sandbox/tencent/pushAddress',

  /** The mini-program as the public platform (公众平台) has it on record. */
  RECORD: {
    subject: 'company',
    category: ['社交', '直播'],
    requestDomains: ['https://liveroom.qcloud.com', 'https://webim.tim.qq.com', 'https://pic.tim.qq.com'],
  },
};
