import { watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { prepareDatabase } from '@tidemark/database';

import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { startChild } from './child.ts';
import { announceUrl } from './data-folder.ts';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';
import type { Settings } from './settings.ts';

/** What the API is made of; SQL functions are applied anew with each restart. */
const WATCHED = ['api/src', 'libs', 'database'];
const RELEVANT = /\.(ts|sql)$/;
const IRRELEVANT = /(\.spec\.ts|[\\/](sync-client|sync-angular|nx-plugin)[\\/].*)$/;

/** An editor saves several files in a row; a build begins when it has been quiet for so long. */
const QUIET_MS = 150;
const STOP_PATIENCE_MS = 3_000;

interface WatchOptions {
  readonly settings: Settings;
  readonly database: Database;
  readonly port: number;
}

/**
 * Builds and starts the API, and again whenever its sources change. A source that does not build leaves the last one
 * running; an API that ends by itself is started again with the next change.
 */
export async function watchApi({ settings, database, port }: WatchOptions, scope: Scope): Promise<Api> {
  await buildApi(scope);
  let api = await startApi(settings, database, port, scope);
  announceUrl(settings.dataDir, api.url, scope);
  void followChanges();
  return api;

  async function followChanges(): Promise<void> {
    for await (const changed of changes(scope.signal)) {
      process.stdout.write(`\n${changed} changed; building the API ...\n`);
      try {
        await buildApi(scope);
        await api.child.stop(STOP_PATIENCE_MS);
        await prepareDatabase(database.ownerUrl, { dataDir: settings.dataDir });
        api = await startApi(settings, database, port, scope);
        process.stdout.write(`The API runs again on ${api.url}.\n`);
      } catch (error) {
        process.stderr.write(
          `${error instanceof Error ? error.message : String(error)}\nWaiting for the next change.\n`,
        );
      }
    }
  }
}

/** Without Nx: one bundle takes a fraction of a second, less than Nx needs to find out that it must be made. */
async function buildApi(scope: Scope): Promise<void> {
  const child = startChild({ args: ['api/build.mjs'], output: 'collect' });
  const { code, description, output } = await child.ended;
  if (code !== 0 && !scope.signal.aborted) throw new Error(`The build of the API ${description}:\n${output}`);
}

/** Yields the name of a changed file, once for each burst of changes. */
async function* changes(signal: AbortSignal): AsyncGenerator<string> {
  let changed: string | undefined;
  let lastMs = 0;
  const watchers = WATCHED.map((folder) =>
    watch(folder, { recursive: true, signal }, (_event, name) => {
      const file = `${folder}/${name}`;
      if (!RELEVANT.test(file) || IRRELEVANT.test(file)) return;
      changed = file;
      lastMs = Date.now();
    }).on('error', () => undefined),
  );
  signal.addEventListener('abort', () => watchers.forEach((watcher) => watcher.close()));
  while (!signal.aborted) {
    await sleep(QUIET_MS / 2);
    if (changed === undefined || Date.now() - lastMs < QUIET_MS) continue;
    const name = changed;
    changed = undefined;
    yield name;
  }
}
