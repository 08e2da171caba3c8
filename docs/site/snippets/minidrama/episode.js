const { init, superviseVideoContext } = require('playward');
const { askYourServer } = require('../../server');

Page({
  data: { src: '', error: '' },
  async onLoad({ mediaId }) {
    await init();
    this.film = superviseVideoContext(
      { context: wx.createVideoContext('film', this), setSrc: (src) => new Promise((done) => this.setData({ src }, done)) },
      { fetchAddress: () => askYourServer(`/media/${mediaId}/link`) },
    );
    this.film.on('decision', ({ error }) => this.setData({ error: error ? error.message.zh : '' }));
    this.film.play();
  },
  onVideo(event) { if (this.film) this.film.handle(event); },
  onShow() { if (this.film) this.film.onShow(); },
  onHide() { if (this.film) this.film.onHide(); },
  onUnload() { if (this.film) this.film.close(); },
});
