// EZVIZ as this mini-program reaches it.

const { ezviz } = require('playward');
const { account } = require('./account.js');
const { PLATFORM } = require('./config.js');
const { request, upload } = require('./wx-request.js');

const VENDOR = 'https://open.ys7.com';

const reached = (options) => Object.assign({}, options, { url: options.url.replace(VENDOR, PLATFORM) });
const transport = (options) => (options.filePath ? upload : request)(reached(options));

/** A token that a page was opened with. Once it is refused, the account's takes its place. */
function brought(token) {
  let good = true;
  return {
    get: () => (good ? Promise.resolve(token) : account.get()),
    refused(refused) {
      if (refused === token) good = false;
      else account.refused(refused);
    },
  };
}

/** The camera of a page. @param {object} launch as ezviz.parseLaunch gives it */
function cameraOf({ accessToken, deviceSerial, channelNo, gbchannel }) {
  return new ezviz.Camera({ deviceSerial, channelNo, gbchannel }, { token: accessToken ? brought(accessToken) : account, transport });
}

/** The account as a whole: what it is asked names no device. */
const accountOf = () => cameraOf({ deviceSerial: 'ACCOUNT' });

module.exports = { cameraOf, accountOf, reached, VENDOR };
