// Asks for the verification code of an encrypted device; it stays on this page.

export class CodeField {
  /** @param {HTMLFormElement} form @param {import('./live-video.js').LiveVideo} video */
  constructor(form, video) {
    this.form = form;
    this.video = video;
    this.input = form.querySelector('input');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const code = this.input.value.trim();
      if (!code) return;
      video.unlock(code);
      this.input.value = '';
    });
  }

  draw() {
    const { refusal, codes, device } = this.video;
    this.form.hidden = !(refusal && refusal.class === 'encrypted');
    // Without the code there is no use in it.
    if (!this.form.hidden) document.getElementById('retry').hidden = true;
    // It was asked for with a code already.
    this.form.dataset.wrong = String(Boolean(device && codes.has(device.deviceSerial)));
  }
}
