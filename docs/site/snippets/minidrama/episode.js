const { init, superviseVideoContext } = require('playward');
const { askYourServer } = require('../../server');

Page({
  data: { src: '', error: '' },
  async onLoad({ mediaId }) {
    await init();
    if (this.gone) return;
    this.film = superviseVideoContext(
      { context: wx.createVideoContext('film', this), setSrc: (src) => new Promise((done) => this.setData({ src }, done)) },
      { fetchAddress: () => askYourServer(`/media/${mediaId}/link`) },
    );
    this.film.on('decision', ({ error }) => this.setData({ error: error ? error.message.zh : '' }));
    if (this.hidden) this.film.onHide();
    this.film.play();
  },
  onVideo(event) { if (this.film) this.film.handle(event); },
  onShow() { this.hidden = false; if (this.film) this.film.onShow(); },
  onHide() { this.hidden = true; if (this.film) this.film.onHide(); },
  onUnload() { this.gone = true; if (this.film) this.film.close(); },
});
