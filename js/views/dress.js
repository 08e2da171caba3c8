// Styles for a shadow root, without a <style>: that needs style-src 'unsafe-inline' where a page has a Content-Security-Policy.

/** @param {string} text @returns {(root: ShadowRoot) => void} gives a root the style; what is in the root stays */
export function dressing(text) {
  let sheet = null;
  return (root) => {
    if (!('adoptedStyleSheets' in root && 'replaceSync' in CSSStyleSheet.prototype)) {
      const style = document.createElement('style');
      style.textContent = text;
      root.append(style);
      return;
    }
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
    }
    root.adoptedStyleSheets = [sheet];
  };
}
