// The tabs. The address chooses: #id, or #id?name=value with what the tab understands.

import { said, text, translate, write } from './text.js';

/** What the address calls it, its name, and the module that opens it. */
const TABS = [
  { id: 'live', title: { zh: '自愈直播', en: 'Self-healing live' }, module: './live-tab.js' },
  { id: 'ezviz-live', title: { zh: '萤石直播', en: 'EZVIZ live' }, module: './ezviz/live-tab.js' },
  { id: 'ezviz-playback', title: { zh: '萤石回放', en: 'EZVIZ playback' }, module: './ezviz/playback-tab.js' },
  { id: 'drama', title: { zh: '短剧', en: 'Mini-drama' }, module: './drama/drama-tab.js' },
  { id: 'baijiayun', title: { zh: '百家云', en: 'Baijiayun' }, module: './baijiayun/baijiayun-tab.js' },
  { id: 'xiaozhibao', title: { zh: '小智宝', en: '小智宝 plugin' }, module: './xiaozhibao/xiaozhibao-tab.js' },
  { id: 'toolbox', title: { zh: '工具箱', en: 'Toolbox' }, module: './toolbox/toolbox-tab.js' },
];

/**
 * What a tab's module exports as `open`.
 * @callback Open
 * @param {{ place: HTMLElement, tools: HTMLElement, query: URLSearchParams }} page where it draws, what the head of the page holds for it
 * @returns {{ view: { phase: string, video: { currentTime: number } }, draw(): void, close(): void }} view: for the console
 */

/** Nothing plays yet. */
const NOTHING = { phase: 'idle', decision: null, stats: null, video: { currentTime: 0 } };

export class Tabs {
  constructor() {
    this.place = document.getElementById('tab');
    this.tools = document.getElementById('tools');
    this.opened = null;
    this.failure = null;
    /** How often one was chosen: what is still loading for an earlier choice is not opened any more. */
    this.turn = 0;
    this.links = TABS.map(({ id, title }) => {
      const link = document.createElement('a');
      link.href = `#${id}`;
      link.setAttribute('role', 'tab');
      document.getElementById('tabs').append(link);
      return { id, title, link };
    });
    window.demo = NOTHING;
    window.addEventListener('hashchange', () => this.show());
  }

  async show() {
    const turn = this.turn += 1;
    const [id, query] = location.hash.slice(1).split('?');
    const tab = TABS.find((one) => one.id === id) || TABS[0];
    this.clear();
    for (const { id: own, link } of this.links) {
      link.setAttribute('aria-selected', String(own === tab.id));
      // On a phone not all of them are in sight.
      if (own === tab.id) link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    try {
      const { open } = await import(tab.module);
      if (turn !== this.turn) return;
      this.opened = open({ place: this.place, tools: this.tools, query: new URLSearchParams(query) });
      window.demo = this.opened.view;
      translate();
    } catch (error) {
      if (turn === this.turn) this.failure = error;
    }
    this.draw();
  }

  clear() {
    // It may have a last word to say, while it is still on the page.
    if (this.opened) this.opened.close();
    this.opened = null;
    this.failure = null;
    window.demo = NOTHING;
    this.place.replaceChildren();
    this.tools.replaceChildren();
  }

  draw() {
    for (const { title, link } of this.links) write(link, said(title));
    if (this.opened) this.opened.draw();
    else if (this.failure) write(this.place, `${text('load_failed')}: ${this.failure.message}`);
  }
}
