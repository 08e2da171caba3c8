// The page: a head, and the tab that the address has chosen.

import { Tabs } from './tabs.js';
import { switchLanguage, translate } from './text.js';

const REFRESH_MS = 100;

const tabs = new Tabs();
document.getElementById('language').addEventListener('click', () => {
  switchLanguage();
  tabs.draw();
});

translate();
tabs.show();
// Whatever shows words or time draws itself anew.
setInterval(() => tabs.draw(), REFRESH_MS);
