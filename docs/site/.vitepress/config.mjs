// The documentation site: Chinese first, English under /en. Nothing in it needs a network.

import { defineConfig } from 'vitepress';
import { tokenize } from './tokenize.mjs';

/** What stands where, with its title in both languages. A group: titles, then pages. */
const GUIDE = [
  [['开始', 'Start'], ['start', '开始使用', 'Start'], ['limits', '还会出什么问题', 'What can still go wrong'], ['toolbox', '工具箱', 'Toolbox']],
  [['厂商指南', 'Vendors'], ['guide/ezviz', '萤石小程序', 'EZVIZ'], ['guide/minidrama', '微信短剧', 'WeChat mini-dramas'], ['guide/tencent', '腾讯云直播与 UserSig', 'Tencent live and UserSig'], ['guide/baijiayun', '百家云点播', 'Baijiayun VOD'], ['guide/xiaozhibao', '小智宝', '小智宝']],
  [['迁移', 'Moving over'], ['migrate/ezviz-demo', '从萤石示例小程序', 'From the EZVIZ demo'], ['migrate/ezuikit', '从 ezuikit-js', 'From ezuikit-js'], ['migrate/usersig', '从 GenerateTestUserSig', 'From GenerateTestUserSig']],
];
const REFERENCE = [
  [['参考', 'Reference'], ['reference', '总览', 'Overview'], ['reference/states', '状态码', 'State codes'], ['reference/rules', '规则', 'Rules'], ['reference/phases', '阶段', 'Phases'], ['reference/reasons', '要地址的原因', 'Reasons'], ['reference/errors', '错误码', 'Error codes'], ['reference/vendors', '厂商错误码', 'Vendors’ codes']],
  [['接口', 'API'], ['api/playward/', 'playward', 'playward'], ['api/playward-server/', 'playward-server', 'playward-server'], ['api/playward-debug/', 'playward-debug', 'playward-debug'], ['api/live-view/', 'playward/live-view', 'playward/live-view'], ['api/ptz/', 'playward/ptz', 'playward/ptz'], ['api/picture/', 'playward/picture', 'playward/picture']],
];
const MORE = [
  [['依据', 'Sources'], ['more/ezviz-sections', '萤石指南逐节对照', 'EZVIZ, section by section'], ['more/minidrama-sources', '短剧接口的出处', 'Mini-drama sources'], ['more/baijiayun-apis', '百家云接口', 'Baijiayun APIs'], ['more/addresses', '播放地址何时失效', 'When a play address runs out']],
  [['运行', 'Operation'], ['more/bundlers', '打包工具与框架', 'Bundlers and frameworks'], ['more/reliability', '试过什么', 'What was tried'], ['more/field-reports', '别人报告过的故障', 'What people report'], ['more/device-checklist', '真机检查', 'Checks on a phone'], ['more/traces', '收集现场的轨迹', 'Traces from the field'], ['more/cdn-logs', '多台机器统计 CDN 日志', 'CDN logs at scale']],
  [['项目', 'The project'], ['more/architecture', '架构', 'Architecture'], ['more/security', '安全', 'Security'], ['more/contributing', '参与开发', 'Contributing'], ['more/changelog', '更新记录', 'Changelog']],
];

const groups = (list, prefix, language) => list.map(([titles, ...pages]) => ({
  text: titles[language],
  items: pages.map(([page, ...names]) => ({ text: names[language], link: `${prefix}/${page}` })),
}));
const sidebar = (prefix, language) => ({
  [`${prefix}/more/`]: groups(MORE, prefix, language),
  [`${prefix}/reference`]: groups(REFERENCE, prefix, language),
  [`${prefix}/api/`]: groups(REFERENCE, prefix, language),
  [`${prefix}/`]: groups(GUIDE, prefix, language),
});
const nav = (prefix, language) => [
  { text: ['指南', 'Guide'][language], link: `${prefix}/start`, activeMatch: `^${prefix}/(start|guide|migrate|limits)` },
  { text: ['参考', 'Reference'][language], link: `${prefix}/reference`, activeMatch: `^${prefix}/reference` },
  { text: ['接口', 'API'][language], link: `${prefix}/api/playward/`, activeMatch: `^${prefix}/api` },
  { text: ['更多', 'More'][language], link: `${prefix}/more/reliability`, activeMatch: `^${prefix}/more/` },
  { text: ['工具箱', 'Toolbox'][language], link: `${prefix}/toolbox` },
];

/** Anchors as GitHub makes them: the documents are read there too. */
const slugify = (heading) => heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');

export default defineConfig({
  base: process.env.DOCS_BASE || '/',
  title: 'playward',
  description: '让直播画面自己一直播下去',
  cleanUrls: false,
  lastUpdated: false,
  srcExclude: ['node_modules/**', 'snippets/**', 'public/**'],
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  vite: {
    build: { chunkSizeWarningLimit: 2000 },
    // Pictures lie in docs.
    server: { fs: { allow: ['..'] } },
  },
  markdown: { anchor: { slugify }, theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' }, languageAlias: { wxml: 'html', mjs: 'js' } },
  locales: {
    root: {
      label: '简体中文', lang: 'zh-CN',
      themeConfig: {
        nav: nav('', 0), sidebar: sidebar('', 0), outline: { level: [2, 3], label: '本页内容' }, docFooter: { prev: '上一页', next: '下一页' },
        darkModeSwitchLabel: '外观', lightModeSwitchTitle: '切换到浅色', darkModeSwitchTitle: '切换到深色', sidebarMenuLabel: '目录', returnToTopLabel: '回到顶部', langMenuLabel: '语言', skipToContentLabel: '跳到正文',
      },
    },
    en: {
      label: 'English', lang: 'en', link: '/en/', description: 'Live video that keeps playing by itself',
      themeConfig: { nav: nav('/en', 1), sidebar: sidebar('/en', 1), outline: { level: [2, 3] } },
    },
  },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        miniSearch: { options: { tokenize }, searchOptions: { combineWith: 'AND', fuzzy: false, prefix: true } },
        locales: {
          root: {
            translations: {
              button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
              modal: {
                displayDetails: '显示详情', resetButtonTitle: '清除', backButtonTitle: '关闭搜索', noResultsText: '没有找到',
                footer: { selectText: '打开', selectKeyAriaLabel: '回车', navigateText: '选择', navigateUpKeyAriaLabel: '上', navigateDownKeyAriaLabel: '下', closeText: '关闭', closeKeyAriaLabel: 'Esc' },
              },
            },
          },
        },
      },
    },
  },
});
