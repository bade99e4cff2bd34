import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';
import { ENTITIES } from '@tidemark/entities';

import { fakeToken } from '../../test/fake-authenticator.ts';
import { type LiveApp, startLiveApp } from '../../test/live-app.ts';

describe('a change on its way', () => {
  let database: TestDatabase;
  let live: LiveApp;
  let ada: string;
  let project: string;

  beforeAll(async () => {
    database = await createTestDatabase({ seeded: true });
    live = await startLiveApp({ database, entities: ENTITIES });
    ada = (await database.query<{ id: string }>("SELECT id FROM app.person WHERE username = 'ada'")).rows[0]!.id;
    project = (await database.query<{ id: string }>('SELECT id FROM app.project ORDER BY id LIMIT 1')).rows[0]!.id;
  }, 60_000);

  afterAll(async () => {
    await live?.close();
    await database?.drop();
  });

  it('a change by SQL reaches a subscriber as INVALIDATE', async () => {
    const socket = await live.connect(fakeToken(ada));
    const answer = await socket.ask(
      { type: 'SUBSCRIBE', payload: { entityCode: 'project', entityIds: [project] }, ref: 1 },
      'SUBSCRIBED',
    );
    expect(answer.payload).toMatchObject({ count: 1, refused: [] });
    expect((await database.query('SELECT * FROM app.rxdb_subscription')).rows).toHaveLength(1);
    await database.query("UPDATE app.project SET name = name || '!' WHERE id = $1", [project]);
    const { payload } = await socket.next('INVALIDATE');
    expect(payload.changes).toEqual([{ entityId: project, action: 'UPDATE', version: 2 }]);
    await socket.close();
  });
});
