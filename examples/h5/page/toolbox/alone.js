// The toolbox without the other tabs: what static-toolbox.mjs bundles.

import { learn, switchLanguage, translate } from '../text.js';
import { open } from './toolbox-tab.js';

learn({ toolbox: ['工具箱', 'Toolbox'] });

const { draw } = open({ place: document.getElementById('tab') });
document.getElementById('language').addEventListener('click', () => {
  switchLanguage();
  draw();
});
translate();
