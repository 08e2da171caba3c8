import DefaultTheme from 'vitepress/theme-without-fonts';
import Toolbox from './Toolbox.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('Toolbox', Toolbox);
  },
};
