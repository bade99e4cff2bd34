// Lints each fixture as if it stood at the path that its first line names, and prints what was found as JSON:
// { "<fixture>": [{ "ruleId": "...", "line": 2, "message": "..." }] }. A program of its own, because ESLint loads its
// configuration as ES modules, which takes Jest's module loader many times longer than Node's own.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ESLint } from 'eslint';

const PLACE = /^\/\/ linted as (\S+)\n/;

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(import.meta.dirname, 'fixtures');
const eslint = new ESLint({ cwd: root });

/** @type {Record<string, { ruleId: string | null, line: number, message: string }[]>} */
const found = {};
for (const name of readdirSync(folder).sort()) {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const place = PLACE.exec(text)?.[1];
  if (!place) throw new Error(`${name}: the first line must say where the fixture stands: // linted as <path>`);
  const [result] = await eslint.lintText(text, { filePath: path.join(root, place) });
  found[name] = (result?.messages ?? []).map(({ ruleId, line, message }) => ({ ruleId, line, message }));
}
process.stdout.write(JSON.stringify(found));
