// What the collector shows: the answers to the questions, and one session as a picture.

const escape = (text) => String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const HEAD = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/traces.css"><title>traces</title>`;

export const STYLE = `:root { color-scheme: light dark } body { max-width: 1400px; margin: 0 auto; padding: 12px 16px; font: 15px/1.5 system-ui, sans-serif }
h2 { font-size: 15px; margin: 22px 0 6px } .wide { overflow-x: auto } table { border-collapse: collapse; font-size: 13px } th, td { padding: 3px 14px 3px 0; text-align: left; white-space: nowrap }
@media (prefers-color-scheme: dark) { body { background: #0d1117; color: #e6edf4 } a { color: #6cb6ff } }`;

/** @param {{ heading: string, rows: Record<string, unknown>[] }[]} answers */
export function overview(answers) {
  const table = (rows) => {
    if (!rows.length) return '<p>none</p>';
    const names = Object.keys(rows[0]);
    const cell = (name, value) => (name === 'id' ? `<a href="/traces/${escape(value)}">${escape(value)}</a>` : escape(value ?? '-'));
    return `<div class="wide"><table><tr>${names.map((name) => `<th scope="col">${escape(name)}</th>`).join('')}</tr>${rows.map((row) => `<tr>${names.map((name) => `<td>${cell(name, row[name])}</td>`).join('')}</tr>`).join('')}</table></div>`;
  };
  return `${HEAD}<h1>playward</h1>${answers.map(({ heading, rows }) => `<h2>${escape(heading)}</h2>${table(rows)}`).join('')}`;
}

/** @param {string} id */
export function session(id) {
  return `${HEAD}<p><a href="/">←</a> ${escape(id)} · <a href="/traces/${escape(id)}.json">JSON</a></p><main data-trace="/traces/${escape(id)}/session.json"></main><script type="module" src="/session.js"></script>`;
}

export const SCRIPT = `import { drawSession, sessionOf } from '/picture.mjs';
const main = document.querySelector('main');
const run = await (await fetch(main.dataset.trace)).json();
drawSession(main, sessionOf([run], { lang: navigator.language.startsWith('zh') ? 'zh' : 'en' }));
`;
