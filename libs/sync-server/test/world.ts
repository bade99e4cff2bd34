import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';

import type { LiveOptionsInput } from '../src/live-options.ts';
import type { ChangeFeed } from '../src/log-watcher/change-feed.ts';
import { TEST_ENTITIES } from './entities.ts';
import { fakeToken } from './fake-authenticator.ts';
import { type LiveApp, startLiveApp } from './live-app.ts';
import type { TestSocket } from './test-socket.ts';

export type DemoUser = 'ada' | 'mia' | 'tom' | 'eve' | 'vic';

/** A database of its own with the demo company, and pods on it. */
export interface TestWorld extends AsyncDisposable {
  readonly database: TestDatabase;
  /** The first pod. */
  readonly live: LiveApp;
  readonly persons: Readonly<Record<DemoUser, string>>;
  token(user: DemoUser): string;
  connect(user: DemoUser): Promise<TestSocket>;
  startPod(live?: LiveOptionsInput, feed?: ChangeFeed): Promise<LiveApp>;
  /** Ids of an entity's records, in their order; `where` is SQL. */
  ids(entityCode: string, count: number, where?: string): Promise<string[]>;
  /** The first task that the person may not read. */
  taskHiddenFrom(user: DemoUser): Promise<string>;
}

export async function createWorld(live: LiveOptionsInput = {}, feed?: ChangeFeed): Promise<TestWorld> {
  const database = await createTestDatabase({ seeded: true });
  const pods: LiveApp[] = [];
  const startPod = async (options: LiveOptionsInput = {}, podFeed?: ChangeFeed) => {
    const pod = await startLiveApp({ database, entities: TEST_ENTITIES, live: options, feed: podFeed });
    pods.push(pod);
    return pod;
  };
  const first = await startPod(live, feed);
  const { rows } = await database.query<{ username: DemoUser; id: string }>('SELECT username, id FROM app.person');
  const persons = Object.fromEntries(rows.map(({ username, id }) => [username, id])) as Record<DemoUser, string>;
  return {
    database,
    live: first,
    persons,
    token: (user) => fakeToken(persons[user], { username: user }),
    connect: (user) => first.connect(fakeToken(persons[user], { username: user })),
    startPod,
    async ids(entityCode, count, where = 'true') {
      const found = await database.query<{ id: string }>(
        `SELECT id FROM app.${entityCode} WHERE ${where} ORDER BY id LIMIT ${count}`,
      );
      return found.rows.map(({ id }) => id);
    },
    async taskHiddenFrom(user) {
      const { rows: hidden } = await database.query<{ id: string }>(
        `SELECT t.id FROM app.task t WHERE t.id NOT IN (
           SELECT entity_id FROM app.can_read_many(ARRAY[$1::uuid], 'task', ARRAY(SELECT id FROM app.task)))
         ORDER BY t.id LIMIT 1`,
        [persons[user]],
      );
      return hidden[0]?.id ?? '';
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(pods.map((pod) => pod.close()));
      await database.drop();
    },
  };
}
