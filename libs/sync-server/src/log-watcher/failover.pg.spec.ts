import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { Logger } from '@nestjs/common';
import { type EmbeddedServer, prepareDatabase, startEmbedded } from '@tidemark/database';
import { connect, FaultProxy } from '@tidemark/database/testing';
import type { SnapshotToken } from '@tidemark/protocol';

import type { Change } from '../change-log/change.ts';
import { READ_REPLAY } from '../change-log/read-replay.sql.ts';
import { parseSnapshot } from '../change-log/snapshot.ts';
import { parseLiveOptions } from '../live-options.ts';
import type { ChangeConsumer } from './change-feed.ts';
import { SnapshotTail } from './snapshot-tail.ts';

let stateDir: string;
let server: EmbeddedServer;

const start = async () => (server = await startEmbedded({ stateDir, settings: { fsync: 'off' } }));

beforeAll(async () => {
  Logger.overrideLogger(['error']);
  stateDir = mkdtempSync(path.join(os.tmpdir(), 'tidemark-failover-'));
  chmodSync(stateDir, 0o755);
  await start();
}, 60_000);

afterAll(async () => {
  await server.stop();
  for (const folder of [server.dataDir, `${server.dataDir}-standby`, stateDir]) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The standby is promoted: an earlier state of the primary goes on as another timeline. */
async function failOver(): Promise<void> {
  await server.stop();
  rmSync(server.dataDir, { recursive: true });
  execFileSync('mv', [`${server.dataDir}-standby`, server.dataDir]);
  appendFileSync(path.join(server.dataDir, 'postgresql.auto.conf'), "restore_command = 'false'\n");
  writeFileSync(path.join(server.dataDir, 'recovery.signal'), '');
  await start();
}

it('after a failover that lost transactions nobody goes on from a token of before', async () => {
  const urls = await prepareDatabase(server.url, { dataDir: stateDir });
  await server.stop();
  execFileSync('cp', ['-a', server.dataDir, `${server.dataDir}-standby`]);
  await start();

  const told: Change[] = [];
  let restarts = 0;
  const consumer: ChangeConsumer = {
    interest: { revision: 1, entityCodes: ['office'], imageEntityCodes: [], imageFields: [] },
    isWatched: true,
    deliver: async (changes) => void told.push(...changes),
    advance: () => Promise.resolve(),
    polled: () => undefined,
    restart: () => void restarts++,
  };
  const proxy = await FaultProxy.before(urls.syncUrl);
  const tail = new SnapshotTail(proxy.urlOf(urls.syncUrl), parseLiveOptions({}).tail);
  await tail.start(consumer);
  const write = async (count: number) => {
    await using client = await connect(urls.ownerUrl);
    for (let n = 0; n < count; n++) {
      await client.query(
        `INSERT INTO app.office (name, code, city, country, time_zone)
         VALUES ('Kiel', upper(left(md5(random()::text), 8)), 'Kiel', 'DE', 'Europe/Berlin')`,
      );
    }
  };
  await write(50);
  while (told.length < 50) await delay(20);
  const lost = tail.state.token as SnapshotToken;

  // As many as were lost: by its numbers the new history then looks as if it went on from the token.
  proxy.down();
  await failOver();
  await write(60);
  proxy.heal();
  while (restarts === 0) await delay(20);
  await write(3);
  while (told.length < 53) await delay(20);
  expect([restarts, told.length]).toEqual([1, 53]);

  await using sync = await connect(urls.syncUrl);
  const { xmin, xmax, running } = parseSnapshot(lost);
  const { rows } = await sync.query<{ is_kept: boolean }>(READ_REPLAY, [xmax, running, 'office', null, [], 1, xmin]);
  expect(rows[0]?.is_kept).toBe(false);
  await tail.stop();
  await proxy.close();
}, 120_000);
