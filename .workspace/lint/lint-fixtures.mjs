// Lints each fixture as if it stood at the path that its first line names, and prints what was found as JSON:
// { "<fixture>": [{ "ruleId": "...", "line": 2, "message": "..." }] }. A program of its own, because ESLint loads its
// configuration as ES modules, which takes Jest's module loader many times longer than Node's own.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const PLACE = /^\/\/ linted as (\S+)\n/;

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(import.meta.dirname, 'fixtures');
/** The rules that need types are tried in one project only: each further one costs seconds to load. */
const TYPED = 'house-rules.ts';
const typed = new ESLint({ cwd: root });
const untyped = new ESLint({
  cwd: root,
  overrideConfig: { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked },
});

/** @type {Record<string, { ruleId: string | null, line: number, message: string }[]>} */
const found = {};
for (const name of readdirSync(folder).sort()) {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const place = PLACE.exec(text)?.[1];
  if (!place) throw new Error(`${name}: the first line must say where the fixture stands: // linted as <path>`);
  const [result] = await (name === TYPED ? typed : untyped).lintText(text, { filePath: path.join(root, place) });
  found[name] = (result?.messages ?? []).map(({ ruleId, line, message }) => ({ ruleId, line, message }));
}
process.stdout.write(JSON.stringify(found));
