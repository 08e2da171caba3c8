const { ezviz, init, keepFresh, superviseLivePlayer } = require('playward');
const { askYourServer } = require('../../server');

async function fetchToken() {
  const { accessToken, expiresAt } = await askYourServer('/ezviz/token');
  return { value: accessToken, expiresAt };
}

Page({
  data: { src: '', loading: true, error: '' },
  async onLoad(query) {
    await init();
    if (this.gone) return;
    const { deviceSerial, channelNo } = ezviz.parseLaunch(query);
    const camera = new ezviz.Camera({ deviceSerial, channelNo }, { token: keepFresh({ fetch: fetchToken }) });
    this.live = superviseLivePlayer(
      { context: wx.createLivePlayerContext('live', this), setSrc: (src) => new Promise((done) => this.setData({ src }, done)) },
      { fetchAddress: () => camera.address({ quality: 'hd' }), refreshToken: () => camera.refreshToken() },
    );
    this.live.on('decision', ({ loading, error }) => this.setData({ loading, error: error ? error.message.zh : '' }));
    if (this.hidden) this.live.onHide();
    this.live.play();
  },
  onPlayer(event) { if (this.live) this.live.handle(event); },
  onShow() { this.hidden = false; if (this.live) this.live.onShow(); },
  onHide() { this.hidden = true; if (this.live) this.live.onHide(); },
  onUnload() { this.gone = true; if (this.live) this.live.close(); },
});
