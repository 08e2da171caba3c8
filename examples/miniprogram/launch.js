// What a page was opened with, and what leads back to it.

const { ezviz } = require('playward');
const { reached, VENDOR } = require('./ezviz.js');
const { request } = require('./wx-request.js');

/** @param {Record<string, string>} query of onLoad @returns {Promise<object>} as parseLaunch gives it, with a device */
function entered(query) {
  const launch = ezviz.parseLaunch(query);
  if (launch.deviceSerial) return Promise.resolve(launch);
  if (!launch.scene) return Promise.reject(new Error('页面地址里没有设备'));
  // A QR code has room for a number alone, which stands for a device.
  return request(reached({
    url: `${VENDOR}/device/getWxaInfo`,
    method: 'POST',
    header: { 'content-type': 'application/x-www-form-urlencoded' },
    data: { uuid: launch.scene },
  })).then((body) => {
    if (!body || String(body.code) !== '200' || !body.data) throw new Error('二维码已失效或网络异常');
    const { accessToken, deviceSerial, channelNo } = body.data;
    return Object.assign(launch, { accessToken, deviceSerial, channelNo: Number(channelNo) || 1 });
  });
}

module.exports = { entered };
