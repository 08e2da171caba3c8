// A push: the picture of the camera before it begins, and one button that begins and ends it. What goes wrong is push-view's to say.

const { PUSH_URL } = require('../../config.js');
const { exchange } = require('../../wx-request.js');

/** An address that your own server has signed: the key of the push domain stays there. */
const fetchAddress = () => exchange({ url: PUSH_URL, method: 'POST', data: {} }).then((answer) => {
  const { statusCode, data } = answer || {};
  if (statusCode === 200 && data && data.url) return data;
  throw new Error(`the server answered ${statusCode}`);
});

Component({
  data: { wanted: false, beauty: 0 },

  methods: {
    onReady() {
      this.view().preview();
    },

    view() {
      return this.selectComponent('#screen');
    },

    toggle() {
      const { wanted } = this.data;
      this.setData({ wanted: !wanted });
      if (wanted) this.view().close();
      else this.view().open({ fetchAddress });
    },

    toggleBeauty() {
      this.setData({ beauty: this.data.beauty ? 0 : 5 });
    },
  },
});
