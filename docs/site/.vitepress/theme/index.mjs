import DefaultTheme from 'vitepress/theme-without-fonts';
import Front from './Front.vue';
import { nameSearchBox } from './search-box.mjs';
import Toolbox from './Toolbox.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('front', Front);
    app.component('Toolbox', Toolbox);
    if (typeof document !== 'undefined') nameSearchBox();
  },
};
