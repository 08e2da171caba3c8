// A button to hold while speaking. It draws and listens; pressToTalk records and says when to send.

import { languageOf, TALK } from '../words.js';

const { pressToTalk } = require('../index.js');

Component({
  properties: {
    /** of the words: zh or en */
    lang: { type: String, value: 'zh' },
    /** in place of the words */
    label: { type: String, value: '' },
    /** while it records; the seconds that are left stand behind it */
    recordingLabel: { type: String, value: '' },
    sendingLabel: { type: String, value: '' },
  },

  data: { words: TALK.zh, recording: false, sending: false, secondsLeft: 60 },

  observers: {
    lang(lang) {
      this.setData({ words: TALK[languageOf(lang)] });
    },
  },

  lifetimes: {
    created() {
      /** Sends a recorded file and resolves to { outcome }. The page sets it. */
      this.send = null;
      this.released = false;
    },
    attached() {
      this.talk = pressToTalk({
        recorder: wx.getRecorderManager(),
        send: (filePath) => this.send(filePath),
        onChange: (state) => this.changed(state),
      });
    },
    detached() {
      this.talk.close();
    },
  },

  pageLifetimes: {
    hide() {
      this.onTouchCancel();
    },
  },

  methods: {
    onTouchStart() {
      this.talk.press();
    },

    onTouchEnd() {
      this.released = this.data.recording;
      this.talk.release();
    },

    onTouchCancel() {
      this.released = false;
      this.talk.cancel();
    },

    changed(state) {
      const { recording, sending, secondsLeft, outcome } = state;
      this.setData({ recording, sending, secondsLeft });
      this.triggerEvent('change', state);
      if (recording) return;
      if (this.released && !sending && !outcome) this.triggerEvent('short');
      this.released = false;
    },
  },
});
