// The reference pages: every rule, phase, reason, error code and state code.

import * as words from './words.mjs';

const cell = (text) => String(text).replace(/\|/g, '\\|');
/** A long name may break where its words end. */
const code = (text) => (String(text).length > 16 ? `<code>${String(text).replaceAll('_', '_<wbr>')}</code>` : `\`${text}\``);

/** @param {string[]} head @param {unknown[][]} body */
const table = (head, body) => [head, head.map(() => '---'), ...body].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const page = (title, lead, ...sections) => `# ${title}\n\n${lead}\n\n${sections.join('\n\n')}\n`;
const section = (title, ...parts) => [`## ${title}`, ...parts].join('\n\n');

/** What differs between the two languages. */
const T = {
  zh: {
    name: '名字', meaning: '含义', code: '码', class: '类别', retry: '何时可以再问', category: '级别', self: '自行重连', shown: '给观众看的话', yes: '是', no: '', retryable: '可重试',
    states: ['状态码', '`<live-player>` 和 `<live-pusher>` 的每个状态码。`describeState(code, component)` 给出同样的内容；名字不会改变。来源：微信两个组件的文档和类型定义。「自行重连」：播放器正在自己重试，页面不要停它。表里没有的码，级别是 `unknown`，不会引出任何命令。'],
    rules: ['规则', '每个决策都带着规则的名字（`decision.rule`），说明为什么这样做。做什么写在 `decision.commands` 里。'],
    phases: ['阶段', '`decision.phase`：画面现在的情况。`describePhase(phase)` 给出给观众看的话。'],
    reasons: ['要地址的原因', '`fetchAddress({ reason })`：为什么要一个新地址。'],
    errors: ['错误码', 'playward 自己的错误都是 `PlaywardError`，按 `code` 判断；页面自己的请求失败时，`get()` 和 `renew()` 原样转交页面的错误。播放中的错误在 `decision.error` 里，服务器的回答是 `Outcome`。'],
    vendors: ['厂商错误码', '各厂商文档里的错误码，每个码属于一个类别（`outcome.class`），并说明何时可以再问（`outcome.retry`）。表里没有的码，类别是 `unknown`，厂商自己的话在 `outcome.vendorMessage` 里。'],
    thrown: '抛出的错误', issues: '参数的问题（`issues[].code`）', failures: '播放中的错误（`decision.error.code`）', classes: '服务器回答的类别（`outcome.class`）', retries: '何时可以再问（`outcome.retry`）',
    categories: '级别（`category`）', standings: '状况（`supervisor.health().word`）', renewal: '续期的规则（`Renewal`）', tencent: '腾讯云：UserSig 的参数与运行环境',
    names: { ezviz: '萤石开放平台', baijiayun: '百家云点播', minidrama: '微信短剧媒资', xiaozhibao: '小智宝' },
  },
  en: {
    name: 'name', meaning: 'meaning', code: 'code', class: 'class', retry: 'when to ask again', category: 'category', self: 'retries', shown: 'for viewers', yes: 'yes', no: '', retryable: 'retryable',
    states: ['State codes', 'Every state code of `<live-player>` and `<live-pusher>`. `describeState(code, component)` says the same; names do not change. Source: WeChat’s documents and typings of the two components. “Retries”: the player retries by itself, and the page must not stop it. A code that is not in a table has the category `unknown` and leads to no command.'],
    rules: ['Rules', 'Every decision has the name of its rule (`decision.rule`), which says why. What is done stands in `decision.commands`.'],
    phases: ['Phases', '`decision.phase`: how the picture is now. `describePhase(phase)` has words for viewers.'],
    reasons: ['Reasons for a new address', '`fetchAddress({ reason })`: why a new address is asked for.'],
    errors: ['Error codes', 'Every error of playward’s own is a `PlaywardError`: decide by its `code`. Where a request of the page’s fails, `get()` and `renew()` reject with the page’s own error. Errors of playing are in `decision.error`; a server’s answer is an `Outcome`.'],
    vendors: ['Vendors’ codes', 'The codes of the vendors’ documents. Each has a class (`outcome.class`) and says when asking again may help (`outcome.retry`). A code that is not in a table has the class `unknown`, and the vendor’s own words are in `outcome.vendorMessage`.'],
    thrown: 'Errors that are thrown', issues: 'Problems of arguments (`issues[].code`)', failures: 'Errors of playing (`decision.error.code`)', classes: 'Classes of a server’s answer (`outcome.class`)', retries: 'When to ask again (`outcome.retry`)',
    categories: 'Categories', standings: 'Standing (`supervisor.health().word`)', renewal: 'Rules of renewal (`Renewal`)', tencent: 'Tencent: arguments of a UserSig, and the environment',
    names: { ezviz: 'EZVIZ open platform', baijiayun: 'Baijiayun VOD', minidrama: 'WeChat mini-dramas', xiaozhibao: '小智宝' },
  },
};

/** @param {'zh' | 'en'} lang @returns {Record<string, string>} page → Markdown */
export function reference(lang) {
  const t = T[lang];
  const named = (list) => table([t.name, t.meaning], list.map((word) => [code(word.name), word[lang]]));
  const states = (component) => section(component, table(
    [t.code, t.meaning, t.name, t.category, t.self],
    words.states(component).map((state) => [code(state.code), state.message[lang], code(state.name), code(state.category), state.nativeRetry ? t.yes : t.no]),
  ));
  const vendor = (name, list) => section(t.names[name], table(
    [t.code, t.meaning, t.class, t.retry],
    list.map((row) => [code(row.code), row[lang], code(row.class), code(row.retry)]),
  ));
  return {
    states: page(...t.states, states('live-player'), states('live-pusher'), section(t.categories, named(words.categories()))),
    rules: page(...t.rules, named(words.rules()), section(t.renewal, named(words.renewalRules()))),
    phases: page(...t.phases, table([t.name, t.shown, t.meaning], words.phases().map((phase) => [code(phase.name), phase[lang], phase.about[lang]])), section(t.standings, named(words.standings()))),
    reasons: page(...t.reasons, named(words.reasons())),
    errors: page(
      ...t.errors, section(t.thrown, named(words.errors())), section(t.issues, named(words.issues())),
      section(t.failures, table([t.name, t.retryable, t.meaning], words.failures().map((row) => [code(row.name), row.retryable === 'true' ? t.yes : t.no, row[lang]]))),
      section(t.classes, words.outcomeClasses().map(code).join(' ')), section(t.retries, named(words.retries())),
    ),
    vendors: page(
      ...t.vendors, ...Object.entries(words.vendorCodes()).map(([name, list]) => vendor(name, list)),
      section(t.names.xiaozhibao, named(words.xiaozhibao())), section(t.tencent, named(words.tencentProblems())),
    ),
  };
}
