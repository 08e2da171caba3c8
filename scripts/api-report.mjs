// docs/api-report.md: every public declaration of the built packages, without its comments. A change of the API is a change of that file.
// `node scripts/api-report.mjs` prints it, `--write` updates it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { packages } from './packages.mjs';

const root = new URL('../', import.meta.url);
const REPORT = new URL('docs/api-report.md', root);
const printer = ts.createPrinter({ removeComments: true });

/** The types of a package's entries: how it is imported → file in pkg/. @param {import('./packages.mjs').Package} pack */
function entriesOf({ name, elements, picture }) {
  return [
    [name, `${name}/index.d.mts`],
    ...elements.map((element) => [`${name}/${element.replace(/-element$/, '')}`, `${name}/${element}.d.mts`]),
    ...(picture ? [[`${name}/picture`, `${name}/picture.d.mts`]] : []),
  ];
}

const isExported = (node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** Every declaration that a file exports: its name, within its namespace, and its text. @returns {{ name: string, text: string }[]} */
function declarationsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(new URL(`pkg/${file}`, root), 'utf8'), ts.ScriptTarget.Latest, true);
  const print = (node) => printer.printNode(ts.EmitHint.Unspecified, node, source).replace(/^export (declare )?/, '');
  const read = (statements, path) => statements.flatMap((node) => {
    if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name) && node.name.text !== 'global') return read(node.body.statements, [...path, node.name.text]);
    const names = ts.isVariableStatement(node) ? node.declarationList.declarations.map(({ name }) => name.text) : [node.name?.text];
    // What a file keeps to itself is listed as well: the exported names are made of it. An import or `export {}` has no name.
    return names[0] === undefined ? [] : [{ name: [...path, names.join(', ')].join('.'), text: print(node), exported: path.length > 0 || isExported(node) }];
  });
  return read(source.statements, []);
}

const block = (declarations) => declarations.map(({ name, text, exported }) => {
  const place = name.includes('.') ? `// ${name.slice(0, name.lastIndexOf('.'))}\n` : '';
  return `${place}${exported ? '' : '// not exported\n'}${text}`;
}).join('\n\n');

/** The whole report. A declaration stands with the first package that has it; the others only name it. */
export function apiReport() {
  const printed = new Map();
  const sections = packages.flatMap(entriesOf).map(([entry, file]) => {
    const declarations = declarationsOf(file);
    const id = ({ name, text }) => `${name} ${text}`;
    const own = declarations.filter((declaration) => !printed.has(id(declaration)));
    const shared = new Map();
    for (const declaration of declarations) {
      const first = printed.get(id(declaration));
      if (first) shared.set(first, [...(shared.get(first) ?? []), declaration.name]);
      else printed.set(id(declaration), entry);
    }
    const others = [...shared].map(([first, names]) => `As in \`${first}\`: ${[...new Set(names)].map((name) => `\`${name}\``).join(', ')}.\n`);
    return [`## ${entry}\n`, ...others, ...(own.length ? [`\`\`\`ts\n${block(own)}\n\`\`\`\n`] : [])].join('\n');
  });
  return `# API report

Written by \`node scripts/api-report.mjs --write\` from the built packages; do not edit. A change here is a change of the public API: it belongs in CHANGELOG.md.

${sections.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const report = apiReport();
  if (!process.argv.includes('--write')) process.stdout.write(report);
  else if (!existsSync(REPORT) || readFileSync(REPORT, 'utf8') !== report) writeFileSync(REPORT, report);
}
