// Entry of every npm script: `node .workspace/run.mjs <program> [arguments]`, where the program is a command of
// .workspace/commands or the path of a TypeScript file. Works on a fresh clone, because everything up
// to the command itself uses nothing but Node's built-ins: it installs the dependencies if they are missing or stale, then
// runs it under the Node that the workspace brings.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { assertNodeCanBootstrap, findWorkspaceNode, isWorkspaceNode } from './bootstrap/node-version.mjs';
import { runUnder } from './bootstrap/run-under.mjs';

const root = path.resolve(import.meta.dirname ?? '.', '..');
const startedMs = Date.now();
const [name = '', ...args] = process.argv.slice(2);

try {
  assertNodeCanBootstrap(process.versions.node);
  const program = path.join(root, name.endsWith('.ts') ? name : `.workspace/commands/${name}.ts`);
  if (!name || !existsSync(program)) throw new Error(`There is no command '${name}'; see "scripts" in package.json.`);
  await ensureDependencies(root);
  process.chdir(root);
  process.env['PATH'] = [path.join(root, 'node_modules/.bin'), process.env['PATH']].join(path.delimiter);
  // For a command with a time limit: the installation counts.
  process.env['TIDEMARK_STARTED_MS'] = String(startedMs);
  // Nx's daemon would outlive the command, and these commands do not need it.
  process.env['NX_DAEMON'] ??= 'false';
  if (isWorkspaceNode(process.versions.node)) {
    process.argv.splice(1, 2, program);
    await import(pathToFileURL(program).href);
  } else {
    process.exitCode = await runUnder(findWorkspaceNode(root), [program, ...args]);
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
