// What a page was opened with, and what leads back to it.

const { ezviz } = require('playward');
const { reached, VENDOR } = require('./ezviz.js');
const { request } = require('./wx-request.js');

/** @param {Record<string, string>} query of onLoad @returns {Promise<object>} as parseLaunch gives it, with a device */
function entered(query) {
  const launch = ezviz.parseLaunch(query);
  if (launch.deviceSerial) return Promise.resolve().then(() => checked(launch));
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
    return checked(Object.assign(launch, { accessToken, deviceSerial, channelNo: Number(channelNo) || 1 }));
  });
}

/** Anybody can write an address: what cannot be a device is refused here, before anything is asked of it. */
function checked(launch) {
  ezviz.pageUrl('live', Object.assign({ accessToken: 'none yet' }, launch));
  return launch;
}

/** The page's address without a token: whoever opens it needs one of their own. @param {'live' | 'playback'} page */
function pathOf(page, { deviceSerial, channelNo = 1 }, extra = {}) {
  const query = Object.assign({ deviceSerial, channelNo }, extra);
  const pairs = Object.keys(query).map((name) => `${name}=${encodeURIComponent(query[name])}`);
  return `/pages/${page}/${page}?${pairs.join('&')}`;
}

module.exports = { entered, pathOf };
