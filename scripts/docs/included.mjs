// The documents of docs/ as pages of the site: the same text, with links that hold there.

import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

const root = new URL('../../', import.meta.url);

/** Page → document, and its title in Chinese where the document's is English. A document beside it that ends in .zh-CN.md is the Chinese page. */
export const INCLUDED = {
  reliability: ['docs/RELIABILITY.md', '试过什么'],
  'field-reports': ['docs/field-reports.md', '别人报告过的故障'],
  bundlers: ['docs/bundlers.md', null],
  'device-checklist': ['docs/device-checklist.md', null],
  traces: ['docs/traces.md', '收集现场的轨迹'],
  addresses: ['docs/addresses.md', null],
  'ezviz-sections': ['docs/ezviz.md', null],
  'baijiayun-apis': ['docs/baijiayun.md', null],
  'minidrama-sources': ['docs/minidrama.md', '微短剧接口的出处与缺口'],
  'cdn-logs': ['docs/cdn-logs-at-scale.md', null],
  architecture: ['ARCHITECTURE.md', '架构'],
  changelog: ['CHANGELOG.md', '更新记录'],
  contributing: ['CONTRIBUTING.md', '参与开发'],
  security: ['SECURITY.md', '安全'],
};
const chinese = (file) => file.replace(/\.md$/, '.zh-CN.md');
const pageOf = new Map(Object.entries(INCLUDED).flatMap(([page, [file]]) => [[file, page], [chinese(file), page]]));

/** A link to a page of the site stays one; a file of the repository is named. @param {string} file @param {string} lang */
function relinked(text, file, lang) {
  const prefix = lang === 'zh' ? '/more/' : '/en/more/';
  return text.replace(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (link, image, label, target) => {
    if (/^(https?:|#|mailto:)/.test(target)) return link;
    const [path, anchor] = target.split('#');
    const there = posix.join(posix.dirname(file), path);
    if (image) return `![${label}](${lang === 'zh' ? '../../../' : '../../../../'}${there})`;
    if (pageOf.has(there)) return `[${label}](${prefix}${pageOf.get(there)}${anchor ? `#${anchor}` : ''})`;
    if (there === 'README.md' || there === 'README.zh-CN.md') return `[${label}](${lang === 'zh' ? '/start' : '/en/start'})`;
    if (there.startsWith('docs/site/')) return `[${label}](/${there.slice('docs/site/'.length).replace(/\.md$/, '')})`;
    return there.endsWith(label.replace(/`/g, '')) ? `\`${there}\`` : `${label} (\`${there}\`)`;
  });
}

/** Tags in the text would be elements of the page. */
const plain = (text) => text.split(/(```[\s\S]*?```|`[^`\n]*`)/).map((part, index) => (index % 2 ? part : part.replace(/<(?=[a-z/!])/gi, '&lt;').replace(/\{\{/g, '&#123;&#123;'))).join('');

/** @param {'zh' | 'en'} lang @returns {Record<string, string>} page → Markdown */
export function included(lang) {
  return Object.fromEntries(Object.entries(INCLUDED).map(([page, [file, title]]) => {
    const source = lang === 'zh' && existsSync(new URL(chinese(file), root)) ? chinese(file) : file;
    const text = plain(relinked(readFileSync(new URL(source, root), 'utf8'), source, lang));
    if (lang === 'en' || !title) return [page, text];
    return [page, text.replace(/^# (.*)$/m, `# ${title}\n\n这一页是英文：$1。`)];
  }));
}
