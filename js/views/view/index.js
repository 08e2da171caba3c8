// What live-view, episode-view and push-view have in common: a session with its cover, its words and its retry button.

import { languageOf, PICTURE, PUSH, together } from '../words.js';

const { describePhase, init } = require('../index.js');

const WORDS = together(PICTURE, PUSH);

const IDLE = { phase: 'idle', phaseText: '', loading: false, degraded: false, error: '', errorCode: '' };

/**
 * Registers a component.
 * @param {object} definition
 * @param {object} [definition.properties] @param {object} [definition.data] @param {object} [definition.methods] as Component takes them
 * @param {(component: any, source: object) => any} definition.connect starts a session: what one of the supervise… functions returns
 */
module.exports = function view({ properties, data, methods, connect }) {
  Component({
    properties: Object.assign({
      /** of the words: zh or en */
      lang: { type: String, value: 'zh' },
    }, properties),

    data: Object.assign({ words: WORDS.zh }, IDLE, data),

    observers: {
      lang() {
        this.setData({ words: WORDS[languageOf(this.data.lang)] });
        if (this.decision) this.draw(this.decision);
      },
    },

    lifetimes: {
      attached() {
        this.attached = true;
      },
      detached() {
        this.attached = false;
        this.forget();
      },
    },

    pageLifetimes: {
      show() {
        this.hidden = false;
        if (this.session) this.session.onShow();
      },
      hide() {
        this.hidden = true;
        if (this.session) this.session.onHide();
      },
    },

    methods: Object.assign({
      /** Starts a session and plays. @param {object} source fetchAddress, refreshToken?, policy? @returns {Promise<void>} resolves when it has begun, or when the view says why not */
      open(source) {
        this.forget();
        this.source = source;
        this.wish = [];
        const opening = {};
        this.opening = opening;
        this.setData(Object.assign({}, IDLE, { loading: true, phaseText: this.data.words.loading }));
        return init().then(() => {
          if (!this.attached || this.opening !== opening) return;
          const session = connect(this, source);
          this.session = session;
          session.on('decision', (decision) => {
            // The page may open another, the next episode at the end of one: in that case nothing is shown of this.
            this.triggerEvent('decision', decision);
            if (this.session === session) this.draw(decision);
          });
          if (this.hidden) session.onHide();
          if (this.wish) session.play(...this.wish);
          else this.setData(IDLE);
        }).catch((error) => {
          if (this.opening !== opening) return;
          const { code = 'internal', message } = error;
          this.setData(Object.assign({}, IDLE, { error: message, errorCode: code }));
          this.triggerEvent('error', { code, message });
        });
      },

      /** @param {string} [url] another address; the picture before stays until then */
      play(url) {
        const given = url === undefined ? [] : [url];
        this.wish = given;
        if (this.session) this.session.play(...given);
      },

      stop() {
        this.wish = null;
        if (this.session) this.session.stop();
      },

      /** Ends the session; the view is as it was before open(). */
      close() {
        this.forget();
        this.setData(Object.assign({}, IDLE, data));
      },

      forget() {
        this.opening = null;
        this.decision = null;
        if (this.session) this.session.close();
        this.session = null;
      },

      pause() {
        if (this.session) this.session.pause();
      },

      resume() {
        if (this.session) this.session.resume();
      },

      /** Another address is wished for, of another quality say: the picture plays on until it has come. @returns {Promise<void>} rejects with the page's own error */
      renew() {
        return this.session ? this.session.renew() : Promise.resolve();
      },

      /** What the viewer got so far, as PlaybackStats; null without a session. */
      stats() {
        return this.session ? this.session.supervisor.stats(Date.now()) : null;
      },

      /** How long the picture has moved, in milliseconds. */
      playedMs() {
        return this.session ? this.stats().playedMs : 0;
      },

      /** The retry button. */
      retry() {
        if (this.session) this.session.play();
        else if (this.source) this.open(this.source);
      },

      onPlayerEvent(event) {
        if (this.session) this.session.handle(event);
      },

      /** What a session drives: the player of this component. @param {(id: string, component: object) => any} create makes its context */
      player(create) {
        const context = () => create('player', this);
        const target = {
          context: context(),
          setSrc: (src) => this.render({ src }),
          recreate: () => this.render({ mounted: false })
            .then(() => this.render({ mounted: true }))
            .then(() => { target.context = context(); }),
        };
        this.target = target;
        return target;
      },

      /** Promises say when the view has what setData brought. */
      render(changes) {
        return new Promise((resolve) => { this.setData(changes, resolve); });
      },

      /** @param {{ zh: string, en: string }} text a server may have it in one language only */
      wordsOf(text) {
        return text[languageOf(this.data.lang)] || text.zh || text.en;
      },

      draw(decision) {
        this.decision = decision;
        const { phase, loading, degraded, error } = decision;
        const drawn = {
          phase, loading, degraded, phaseText: this.wordsOf(describePhase(phase)), error: error ? this.wordsOf(error.message) : '', errorCode: error ? error.code : '',
        };
        // setData costs a trip to the view: only what is new makes it.
        const changed = Object.keys(drawn).filter((name) => drawn[name] !== this.data[name]);
        if (changed.length) this.setData(Object.assign({}, ...changed.map((name) => ({ [name]: drawn[name] }))));
        if (this.drawn) this.drawn(decision);
      },
    }, methods),
  });
};
