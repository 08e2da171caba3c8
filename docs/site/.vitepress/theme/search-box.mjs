// VitePress calls its search box a button. It is a dialog: a screen reader has to know.

const NOT_A_DIALOGS = ['aria-expanded', 'aria-haspopup', 'aria-owns', 'aria-labelledby'];

function name(box) {
  for (const attribute of NOT_A_DIALOGS) box.removeAttribute(attribute);
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-modal', 'true');
  box.setAttribute('aria-label', document.documentElement.lang.startsWith('zh') ? '搜索' : 'Search');
}

/** Names each search box as it opens. It is put at the end of the body. */
export function nameSearchBox() {
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node.classList?.contains('VPLocalSearchBox')) name(node);
  }).observe(document.body, { childList: true });
}
