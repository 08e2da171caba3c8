// An episode, and the dramas to choose from.

Component({
  data: { notice: '' },
  methods: {
    onLoad({ dramaId }) { this.dramas().open(dramaId); },
    dramas() { return this.selectComponent('#dramas'); },
    onChoose({ detail: { source, notice } }) {
      this.setData({ notice });
      if (source) this.selectComponent('#screen').open(source);
      else this.selectComponent('#screen').close();
    },
    onDecision({ detail }) { this.dramas().decided(detail); },
    onReachBottom() { this.dramas().more(); },
    onShareAppMessage() { return this.dramas().shared(); },
  },
});
