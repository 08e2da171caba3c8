// What the views say beside what the core says: the labels of their buttons, and what is said before there is a core. One table a kind of view.

/** Views of a picture, in mini-programs and in browsers. */
export const PICTURE = {
  zh: { loading: '正在加载', retry: '重试', play: '播放', unlocked: '已解锁，接着看', degraded: '网络不稳定', mute: '静音', unmute: '取消静音' },
  en: { loading: 'loading', retry: 'Retry', play: 'Play', unlocked: 'Unlocked: go on', degraded: 'Unstable network', mute: 'Mute', unmute: 'Unmute' },
};

/** The controls of <playward-live>. */
export const CONTROLS = {
  zh: { view: '视频', controls: '播放控制', pause: '暂停', seek: '播放进度', floating: '小窗播放', dock: '退出小窗', full: '全屏', leave: '退出全屏' },
  en: { view: 'Video', controls: 'Playback controls', pause: 'Pause', seek: 'Position', floating: 'Picture in picture', dock: 'Leave picture in picture', full: 'Full screen', leave: 'Leave full screen' },
};

/** push-view. */
export const PUSH = {
  zh: { settings: '去设置', turn: '切换镜头' },
  en: { settings: 'Settings', turn: 'Switch camera' },
};

/** talk-button. */
export const TALK = {
  zh: { label: '按住说话', recording: '松开发送', sending: '正在发送' },
  en: { label: 'Hold to talk', recording: 'Let go to send', sending: 'Sending' },
};

/** The pads. They have no language of their own. */
export const PAD = '云台控制 / pan and tilt';

/** Everything but Chinese is English; without a word it is Chinese. @param {string} lang @returns {'zh' | 'en'} */
export const languageOf = (lang) => (/^zh/i.test(lang || 'zh') ? 'zh' : 'en');

/** @param {...{ zh: object, en: object }} tables @returns {{ zh: Record<string, string>, en: Record<string, string> }} */
export const together = (...tables) => ({ zh: Object.assign({}, ...tables.map(({ zh }) => zh)), en: Object.assign({}, ...tables.map(({ en }) => en)) });
