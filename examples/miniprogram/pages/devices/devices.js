// The devices of the account, and one of somebody's own.

const { ezviz, init } = require('playward');
const { accountOf } = require('../../ezviz.js');

const PAGE_SIZE = 20;

Component({
  data: {
    devices: [],
    loading: true,
    failure: '',
    /** there is no more of the list */
    whole: false,
    form: { accessToken: '', deviceSerial: '', channelNo: '1' },
    problems: [],
  },

  methods: {
    onLoad() {
      this.reload();
    },

    onUnload() {
      this.left = true;
    },

    onPullDownRefresh() {
      this.reload().then(() => wx.stopPullDownRefresh());
    },

    onReachBottom() {
      if (!this.data.loading && !this.data.whole) this.more();
    },

    reload() {
      this.setData({ devices: [], whole: false });
      return this.more();
    },

    more() {
      const asked = {};
      this.asked = asked;
      this.setData({ loading: true, failure: '' });
      return init().then(() => {
        this.account = this.account || accountOf();
        return this.account.ask('device_list', { pageStart: Math.floor(this.data.devices.length / PAGE_SIZE), pageSize: PAGE_SIZE });
      }).then(({ outcome, data }) => {
        if (this.left || this.asked !== asked) return;
        if (!outcome.ok) throw new Error(outcome.message.zh);
        const devices = data.map(({ deviceSerial, deviceName, status, isEncrypt }) => ({
          deviceSerial, name: deviceName || deviceSerial, online: Number(status) === 1, encrypted: Number(isEncrypt) === 1,
        }));
        this.setData({ devices: [...this.data.devices, ...devices], whole: data.length < PAGE_SIZE, loading: false });
      }).catch(({ message }) => {
        if (!this.left && this.asked === asked) this.setData({ loading: false, failure: message });
      });
    },

    toPage({ currentTarget }) {
      const { page, serial } = currentTarget.dataset;
      wx.navigateTo({ url: ezviz.sharePath(page, { deviceSerial: serial }) });
    },

    onField({ currentTarget, detail }) {
      this.setData({ [`form.${currentTarget.dataset.field}`]: detail.value.trim(), problems: [] });
    },

    /** A device that is not the account's comes with its own token. */
    toOwn({ currentTarget }) {
      const { accessToken, deviceSerial, channelNo } = this.data.form;
      try {
        const device = { accessToken, deviceSerial: deviceSerial.toUpperCase(), channelNo: Number(channelNo) };
        wx.navigateTo({ url: ezviz.pageUrl(currentTarget.dataset.page, device) });
      } catch (error) {
        this.setData({ problems: (error.issues || []).map(({ field, message }) => `${field}：${message.zh}`) });
      }
    },
  },
});
