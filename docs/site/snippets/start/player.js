const { init, superviseLivePlayer } = require('playward');
const { askYourServer } = require('../../server');

Page({
  data: { src: '', loading: true, error: '' },
  async onReady() {
    await init();
    if (this.gone) return;
    const setSrc = (src) => new Promise((done) => this.setData({ src }, done));
    const fetchAddress = async ({ reason }) => ({ url: await askYourServer(reason) });
    this.live = superviseLivePlayer({ context: wx.createLivePlayerContext('live', this), setSrc }, { fetchAddress });
    this.live.on('decision', ({ loading, error }) => this.setData({ loading, error: error ? error.message.zh : '' }));
    if (this.hidden) this.live.onHide();
    this.live.play();
  },
  onPlayer(event) { if (this.live) this.live.handle(event); },
  onShow() { this.hidden = false; if (this.live) this.live.onShow(); },
  onHide() { this.hidden = true; if (this.live) this.live.onHide(); },
  onUnload() { this.gone = true; if (this.live) this.live.close(); },
});
