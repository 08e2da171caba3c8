// Asks for the verification code of an encrypted device; it stays on this page.

export const CODE_FIELD = `
  <form class="over code-field" id="code-field" hidden>
    <p data-text="ezviz_code_hint"></p>
    <p class="wrong" data-text="ezviz_code_wrong"></p>
    <input id="verify-code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="12" data-label="ezviz_code">
    <button class="primary" data-text="ezviz_unlock"></button>
  </form>`;

export class CodeField {
  /** @param {HTMLFormElement} form @param {import('./ezviz-video.js').EzvizVideo} video */
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
    const { locked, codes, device } = this.video;
    this.form.hidden = !locked;
    // It was asked for with a code already.
    this.form.dataset.wrong = String(Boolean(device && codes.has(device.deviceSerial)));
  }
}
