const { init, superviseLivePusher } = require('playward');
const { askYourServer } = require('../../server');

Page({
  data: { url: '', error: '' },
  async onReady() {
    await init();
    if (this.gone) return;
    this.push = superviseLivePusher(
      { context: wx.createLivePusherContext(this), setUrl: (url) => new Promise((done) => this.setData({ url }, done)) },
      { fetchAddress: () => askYourServer('/push/address') },
    );
    this.push.on('decision', ({ error }) => this.setData({ error: error ? error.message.zh : '' }));
    if (this.hidden) this.push.onHide();
    this.push.play();
  },
  onPusher(event) { if (this.push) this.push.handle(event); },
  onShow() { this.hidden = false; if (this.push) this.push.onShow(); },
  onHide() { this.hidden = true; if (this.push) this.push.onHide(); },
  onUnload() { this.gone = true; if (this.push) this.push.close(); },
});
