// Writes what follows from the tables of the core: as types the names that cross, and what each API of Baijiayun and of WeChat's
// mini-dramas takes and answers; as texts what a rule means, which a page never loads with the wasm. `--check` only compares.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { types as baijiayunTypes } from './baijiayun-types.mjs';
import { types as minidramaTypes } from './minidrama-types.mjs';
import { ask } from './steps.mjs';

const root = new URL('../', import.meta.url);

/** The tables as scripts/tables.rs prints them. The profile is that of `cargo test`, which has compiled them already. */
function tables() {
  const manifest = fileURLToPath(new URL('Cargo.toml', root));
  const printed = ask('cargo', ['run', '--quiet', '--profile', 'test', '--manifest-path', manifest, '--all-features', '--example', 'tables']);
  if (printed === null) throw new Error('scripts/tables.rs cannot be run: cargo run --all-features --example tables');
  return JSON.parse(printed);
}

/** A union as TypeScript. One that is open takes any text and still offers the names it knows. */
function union({ name, about, open, members }) {
  const comment = open ? `${about} A later version may have more of them.` : about;
  const lines = members.flatMap((member) => [...(member.about ? [`  /** ${member.about} */`] : []), `  | '${member.name}'`]);
  if (open) lines.push('  | (string & {})');
  return `/** ${comment} */\nexport type ${name} =\n${lines.join('\n')};\n`;
}

const names = (unions) => `// ${'─'.repeat(29)} names ${'─'.repeat(29)}
// Written by \`npm run types\` from the tables in src: do not edit.

${unions.map(union).join('\n')}`;

/** The texts of these unions, by the name of what says them. */
const TEXTS = { RULES: 'Rule', REASONS: 'Reason' };

/** @param {object[]} unions */
function texts(unions) {
  const quoted = (text) => `'${text.replaceAll("'", "\\'")}'`;
  const table = ([constant, wanted]) => {
    const { about, members } = unions.find(({ name }) => name === wanted);
    const lines = members.map(({ name, zh, about: en }) => `  ${name}: { zh: ${quoted(zh)}, en: ${quoted(en)} },`);
    return `/** ${about} */\nexport const ${constant} = {\n${lines.join('\n')}\n};\n`;
  };
  return `// Written by \`npm run types\` from the tables in src: do not edit.\n\n${Object.entries(TEXTS).map(table).join('\n')}`;
}

/** The files, each with its text as it should be. @returns {Record<string, string>} */
export function types() {
  const { common, live, baijiayun, minidrama } = tables();
  return {
    'js/types/names/common.d.ts': names(common),
    'js/types/names/live.d.ts': names(live),
    'js/picture/texts.js': texts(live),
    'js/types/server/baijiayun-apis.d.ts': baijiayunTypes(baijiayun),
    'js/types/server/minidrama-apis.d.ts': minidramaTypes(minidrama),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of Object.entries(types())) {
    const place = new URL(file, root);
    if (!process.argv.includes('--check')) {
      mkdirSync(new URL('.', place), { recursive: true });
      writeFileSync(place, text);
    } else if (readFileSync(place, 'utf8') !== text) {
      console.error(`${file} is out of date: npm run types`);
      process.exitCode = 1;
    }
  }
}
