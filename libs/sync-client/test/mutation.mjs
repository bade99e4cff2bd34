// Removes one safeguard of the engine at a time and expects the simulation to fail:
//   node libs/sync-client/test/mutation.mjs [--only <part of a name|part of another>] [--runs 300] [--table]
// `--table` prints the result as Markdown for INVARIANTS.md. Exits with 1 where a removal went unnoticed.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { MUTATIONS } from './mutations.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const jest = fileURLToPath(new URL('../../../node_modules/jest/bin/jest.js', import.meta.url));
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};
const runs = option('runs', '1000');
const only = option('only', '');

const config = {
  rootDir: project,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/simulation/*.spec.ts'],
  transform: { '^.+\\.ts$': `${project}test/mutation-transform.cjs` },
};

/** Runs the simulation with the edits applied. */
function simulate(edits, seed) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [jest, '--config', JSON.stringify(config), '--silent'], {
      env: {
        ...process.env,
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
        TIDEMARK_MUTATION_EDITS: JSON.stringify(edits),
        TIDEMARK_SIM_RUNS: runs,
        ...(seed !== undefined && { TIDEMARK_SIM_SEED: String(seed) }),
      },
    });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    // Only a broken invariant counts: a run that merely took too long has noticed nothing.
    child.on('close', (code) => resolve({ failed: code !== 0 && output.includes('Property failed'), output }));
  });
}

const results = [];
for (const { name, seed, edits } of MUTATIONS.filter((one) =>
  only.split('|').some((part) => one.name.includes(part)),
)) {
  const { failed, output } = await simulate(edits, seed);
  if (/occur exactly once|SyntaxError|Cannot find module/.test(output))
    throw new Error(`${name}: the edit does not fit\n${output.slice(0, 2_000)}`);
  const after = /Property failed after (\d+) tests/.exec(output)?.[1];
  const reason =
    /Cause:\s*\n\s*(?:step \d+ \(\w+\): )?(.+)/.exec(output)?.[1]?.trim() ?? (failed ? output.slice(0, 300) : '');
  results.push({ name, failed, after, reason });
  process.stdout.write(
    `${failed ? 'noticed  ' : 'UNNOTICED'}  ${name}${failed ? `  (script ${after}: ${reason})` : ''}\n`,
  );
}
if (process.argv.includes('--table')) {
  process.stdout.write('\n| safeguard removed | noticed after | first complaint |\n|---|---|---|\n');
  for (const { name, after, reason } of results)
    process.stdout.write(`| ${name} | ${after ?? '-'} scripts | ${reason.replaceAll('|', '/')} |\n`);
}
const missed = results.filter(({ failed }) => !failed).length;
process.stdout.write(`\n${results.length - missed} noticed, ${missed} unnoticed\n`);
process.exit(missed === 0 ? 0 : 1);
