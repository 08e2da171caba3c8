// live.json: { "usingComponents": { "live-view": "playward/live-view/index" } }
// live.wxml: <live-view id="view" />
const { askYourServer } = require('../../server');

Page({
  onReady() {
    const view = this.selectComponent('#view');
    view.open({ fetchAddress: async ({ reason }) => ({ url: await askYourServer(reason) }) });
  },
});
