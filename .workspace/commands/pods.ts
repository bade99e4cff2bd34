// npm run pods -- 3: several API processes behind a small round-robin proxy, as behind a load balancer. Kill one with
// `kill -9 <pid>` to see its clients move to another and miss nothing; it comes back by itself.
import { setTimeout as sleep } from 'node:timers/promises';

import { startApi } from '../supervisor/api.ts';
import { build } from '../supervisor/build.ts';
import { announceUrl } from '../supervisor/data-folder.ts';
import { claimPort } from '../supervisor/port.ts';
import { startRoundRobin } from '../supervisor/round-robin.ts';
import { step } from '../supervisor/step.ts';
import { openWorkbench, type Workbench } from '../supervisor/workbench.ts';

const DEFAULT_PODS = 3;
const MOST_PODS = 20;
/** A pod that was killed is started again after this. */
const RESTART_AFTER_MS = 3_000;

const count = Number(process.argv[2] ?? DEFAULT_PODS);
if (!Number.isInteger(count) || count < 1 || count > MOST_PODS) {
  process.stderr.write(`'${process.argv[2]}' is not a number of pods from 1 to ${MOST_PODS}: npm run pods -- 3\n`);
  process.exit(1);
}

/** Ports of the pods that run. */
const running = new Set<number>();

openWorkbench(async (workbench) => {
  const { settings, port, scope } = workbench;
  await step('Build', () => build(['api', 'client'], scope));
  for (let n = 1; n <= count && !scope.signal.aborted; n++) {
    await step(`Pod ${n}`, () => startPod(n, workbench));
  }
  if (scope.signal.aborted) return;
  const proxy = await startRoundRobin(port, settings.apiHost, () => [...running]);
  scope.onStop(() => void proxy.close());
  const url = `http://localhost:${port}`;
  announceUrl(settings.dataDir, url, scope);
  process.stdout.write(`\nThe proxy listens on ${url}. Ctrl-C stops everything.\n`);
});

async function startPod(n: number, workbench: Workbench): Promise<void> {
  const { settings, database, scope } = workbench;
  const port = await claimPort(0, '127.0.0.1');
  const { child } = await startApi(settings, database, port, scope);
  running.add(port);
  process.stdout.write(`  pod ${n}: http://localhost:${port}, process ${child.pid}\n`);
  void child.ended.then(async ({ description }) => {
    running.delete(port);
    if (scope.signal.aborted) return;
    process.stdout.write(`  pod ${n} ${description}; starting it again\n`);
    await sleep(RESTART_AFTER_MS);
    if (!scope.signal.aborted) await startPod(n, workbench).catch((error: Error) => scope.fail(error));
  });
}
