// EZVIZ over wx.request: playward writes the questions and reads the answers, this carries them.

const { ezviz } = require('playward');
const { accessToken } = require('./account.js');
const { PLATFORM, PROTOCOL } = require('./config.js');
const { request, upload } = require('./wx-request.js');

const VENDOR = 'https://open.ys7.com';

const reached = (options) => Object.assign({}, options, { url: options.url.replace(VENDOR, PLATFORM) });

/** What fetchAddress rejects with: the supervisor reads the outcome. */
const refusal = (outcome) => Object.assign(new Error(outcome.message.zh), { outcome });

/** An account, or one camera of it, and what may be asked. An answer is { outcome, data }, as ezviz.interpret gives it. */
class Camera {
  /** @param {{ accessToken?: string, deviceSerial?: string, channelNo?: number }} device without a token: the account's */
  constructor({ accessToken: own = null, deviceSerial, channelNo }) {
    this.own = own;
    this.token = own;
    this.refused = null;
    this.device = Object.assign({}, deviceSerial && { deviceSerial }, channelNo && { channelNo });
    /** The outcome that said so. */
    this.offline = null;
    /** The start of a movement that has not been answered. */
    this.starting = null;
  }

  /** A token in the place of the one that was refused. */
  renew() {
    return accessToken(this.refused).then((token) => { this.token = token; });
  }

  /** Asks once. */
  once(api, params) {
    const all = /_address$/.test(api) ? Object.assign({ protocol: PROTOCOL }, params) : params;
    return this.signed((device) => request(reached(ezviz.request(api, device, all))), api);
  }

  /** Asks, and where the token has expired once more with another. */
  ask(api, params) {
    return this.again(() => this.once(api, params));
  }

  /** What was recorded, as voice_send_once. @param {string} filePath */
  say(filePath) {
    return this.again(() => this.signed((device) => upload(reached(ezviz.voiceUpload(device, filePath))), 'voice_send_once'));
  }

  again(ask) {
    return ask().then((answer) => {
      if (answer.outcome.class !== 'token_expired') return answer;
      return this.renew().then(ask, () => answer);
    });
  }

  /** A question with the token, and what the answer means; without a token none can be asked. */
  signed(send, api) {
    const token = this.token ? Promise.resolve() : this.renew();
    return token.then(() => true, () => false).then((signedIn) => {
      if (!signedIn) return ezviz.interpret(api, null);
      const used = this.token;
      return send(Object.assign({ accessToken: used }, this.device)).then((body) => {
        const answer = ezviz.interpret(api, body);
        if (answer.outcome.class === 'token_expired') this.refused = used;
        return answer;
      });
    });
  }

  /** What a supervisor's fetchAddress takes. A device that was offline is asked for an address only when it is back. */
  address(api, params) {
    const needsDevice = params.storage !== 'cloud';
    return (this.offline && needsDevice ? this.online() : Promise.resolve())
      .then(() => this.once(api, params))
      .then(({ outcome, data }) => {
        if (needsDevice) this.offline = outcome.class === 'device_offline' ? outcome : null;
        if (!outcome.ok) throw refusal(outcome);
        return data;
      });
  }

  online() {
    return this.once('device_info').then(({ outcome, data }) => {
      if (!outcome.ok) throw refusal(outcome);
      if (!data.online) throw refusal(this.offline);
    });
  }

  /** What the pad requests. A start is never sent twice: it might come after its stop. */
  move({ action, direction, speed }) {
    if (action === 'start') {
      const start = this.once('ptz_start', { direction, speed });
      this.starting = start;
      return start.then((answer) => {
        if (this.starting === start) this.starting = null;
        return answer;
      });
    }
    const stop = () => this.ask('ptz_stop', { direction });
    // On its way together with its start it may come first: the camera is told again afterwards.
    if (this.starting) this.starting.then(() => { if (!this.starting) stop(); });
    return stop();
  }
}

module.exports = { Camera, reached, VENDOR };
