// npm test: every check and every test, one after the other, with a summary and the totals as the last line.
// `npm test -- lint unit` runs only those parts.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import type { Counts } from '../results/counts.ts';
import { jestCounts } from '../results/jest-counts.ts';
import { nxFailures } from '../results/nx-failures.ts';
import { playwrightCounts } from '../results/playwright-counts.ts';
import { runPart } from '../results/run-part.ts';
import { summary, totals } from '../results/summary.ts';
import { NX_ENVIRONMENT, NX_PROGRAM } from '../supervisor/nx.ts';

interface Part {
  readonly name: string;
  /** Arguments of Nx. */
  readonly nx: readonly string[];
  /** Turns the run into counts; by default the failed tasks are the failures. */
  readonly count?: (failedTasks: readonly string[]) => Counts[];
}

/** CI ends a job after 25 minutes, the installation included; ending ourselves before that leaves a report, not a silence. */
const WHOLE_RUN_MS = 24 * 60_000;

const OUT_OF_TIME = `stopped, because the whole run may take ${WHOLE_RUN_MS / 60_000} minutes`;

const results = path.resolve('tmp/results');
const playwrightFile = path.join(results, 'playwright.json');
const isCi = Boolean(process.env['CI']);

const PARTS: readonly Part[] = [
  { name: 'format', nx: ['run', 'workspace:format'] },
  { name: 'lint', nx: ['run-many', '-t', 'lint'] },
  { name: 'typecheck', nx: ['run-many', '-t', 'typecheck'] },
  // Tests always run: a result from the cache would say nothing about this machine.
  { name: 'unit', nx: ['run-many', '-t', 'test', '--skip-nx-cache', '--parallel=1'], count: unitCounts },
  { name: 'build', nx: ['run-many', '-t', 'build'] },
  { name: 'e2e', nx: ['run', 'client:e2e', '--skip-nx-cache', '--reporter=list,json'], count: e2eCounts },
];

/** A Jest project that failed without a failed test (its set-up did not work, or it was killed) is a failure by itself. */
function unitCounts(failedTasks: readonly string[]): Counts[] {
  const counts = jestCounts(results);
  const explained = new Set(counts.filter(({ failures }) => failures.length > 0).map(({ name }) => name));
  const unexplained = failedTasks.filter((task) => !explained.has(`test ${task.split(':')[0]}`));
  return [...counts, ...checkCounts('unit', unexplained)];
}

function e2eCounts(failedTasks: readonly string[]): Counts[] {
  const counts = playwrightCounts(playwrightFile);
  if (counts && (counts.failures.length > 0 || failedTasks.length === 0)) return [counts];
  return [...(counts ? [counts] : []), ...checkCounts('e2e', ['client:e2e did not finish'])];
}

function checkCounts(name: string, failures: readonly string[]): Counts[] {
  return failures.length > 0 ? [{ name, passed: 0, skipped: 0, failures }] : [];
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no part '${unknown.join(', ')}'; there are ${PARTS.map(({ name }) => name).join(', ')}.\n`,
  );
  process.exit(1);
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const env: NodeJS.ProcessEnv = {
  ...NX_ENVIRONMENT,
  TIDEMARK_RESULTS: results,
  PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightFile,
  ...(isCi ? { NX_SKIP_NX_CACHE: 'true' } : {}),
};
const deadline = Number(process.env['TIDEMARK_STARTED_MS'] ?? Date.now()) + WHOLE_RUN_MS;
const counted: Counts[] = [];
for (const { name, nx, count } of PARTS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n──── ${name} ${'─'.repeat(60 - name.length)}\n`);
  // What was built a moment ago is not built again, though a run without the cache would.
  const isBuilt = name === 'e2e' && counted.some((part) => part.name === 'build' && part.failures.length === 0);
  const limitMs = Math.max(1_000, deadline - Date.now());
  const { code, output, seconds, isTimedOut } = await runPart({
    args: [NX_PROGRAM, ...nx, ...(isBuilt ? ['--excludeTaskDependencies'] : []), '--outputStyle=stream'],
    env,
    limitMs,
  });
  const failedTasks = nxFailures(output);
  const failures = code === 0 || failedTasks.length > 0 ? failedTasks : [`${name} ended with code ${code}`];
  const parts = count?.(failures) ?? [{ name, passed: 0, skipped: 0, failures }];
  if (isTimedOut) parts.push({ name, passed: 0, skipped: 0, failures: [OUT_OF_TIME] });
  counted.push(...parts);
  process.stdout.write(
    `──── ${name}: ${parts.some((part) => part.failures.length > 0) ? 'failed' : 'ok'} in ${Math.round(seconds)} s\n`,
  );
}
process.stdout.write(summary(counted));
process.exitCode = totals(counted).failed > 0 ? 1 : 0;
