const { init, superviseLivePlayer } = require('playward');
const { askYourServer } = require('../../server');

Page({
  data: { src: '', loading: true, error: '' },
  async onReady() {
    await init();
    const setSrc = (src) => new Promise((done) => this.setData({ src }, done));
    const fetchAddress = async ({ reason }) => ({ url: await askYourServer(reason) });
    this.live = superviseLivePlayer({ context: wx.createLivePlayerContext('live', this), setSrc }, { fetchAddress });
    this.live.on('decision', ({ loading, error }) => this.setData({ loading, error: error ? error.message.zh : '' }));
    this.live.play();
  },
  onPlayer(event) { if (this.live) this.live.handle(event); },
  onShow() { if (this.live) this.live.onShow(); },
  onHide() { if (this.live) this.live.onHide(); },
  onUnload() { if (this.live) this.live.close(); },
});
