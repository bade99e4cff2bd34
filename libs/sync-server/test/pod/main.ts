import 'reflect-metadata';

import type { LiveOptionsInput } from '../../src/live-options.ts';
import { TEST_ENTITIES } from '../entities.ts';
import { startLiveApp } from '../live-app.ts';
import { type Flaw, FlawedTail } from './flawed-tail.ts';

/** A pod as a process: the sync server alone, with tokens that anyone can make. Says on its output where it listens. */
const syncUrl = process.env['SYNC_DATABASE_URL'] ?? '';
const apiUrl = process.env['API_DATABASE_URL'] ?? '';
const live = JSON.parse(process.env['LIVE_OPTIONS'] ?? '{}') as LiveOptionsInput;
const flaw = process.env['FLAW'] as Flaw | undefined;

const pod = await startLiveApp({
  database: { apiUrl, syncUrl },
  entities: TEST_ENTITIES,
  live,
  feed: flaw ? new FlawedTail(syncUrl, flaw) : undefined,
});
// What the pods refuse because of the tests' own locks is no news.
if (!process.env['TEST_LOG']) pod.app.useLogger(['fatal']);
process.stdout.write(`pod listens on ${pod.port}\n`);
process.once('SIGTERM', () => {
  void pod.close().then(() => process.exit(0));
});
