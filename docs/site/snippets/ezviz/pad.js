const { cameraOf } = require('../../camera');

Page({
  onReady() {
    const camera = cameraOf('203751922');
    this.selectComponent('#ptz').send = (request) => camera.move(request);
  },
});
