const { cameraOf } = require('../../camera');

Page({
  onReady() {
    const camera = cameraOf('203751922');
    this.selectComponent('#talk').send = (filePath) => camera.say(filePath);
  },
});
