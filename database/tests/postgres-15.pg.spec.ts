import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { withClient } from '../connection/with-client.ts';
import { prepareDatabase } from '../migrate/prepare-database.ts';
import { DEMO_PEOPLE } from '../seeds/people.ts';
import { seed } from '../seeds/seed.ts';
import { asPerson } from '../testing/as-person.ts';
import { debianPostgres, startDebianServer } from './debian-server.ts';

const binDir = debianPostgres(15);

(binDir ? describe : describe.skip)('PostgreSQL 15, where Debian installed it', () => {
  let server: Awaited<ReturnType<typeof startDebianServer>>;
  let dataDir: string;
  beforeAll(async () => {
    server = await startDebianServer(binDir ?? '');
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'tidemark-data-'));
  });
  afterAll(() => {
    server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('takes migrations, seeds, logs changes and applies the access rules', async () => {
    const urls = await prepareDatabase(server.url, { dataDir });
    await prepareDatabase(server.url, { dataDir });
    // The owner has no password here: the roles' passwords derive from a secret that is kept.
    expect(readFileSync(path.join(dataDir, 'role-secret'), 'utf8').trim()).toHaveLength(43);
    await seed(server.url, 'small');
    const tom = DEMO_PEOPLE.find(({ username }) => username === 'tom')?.id ?? null;
    await withClient(urls.apiUrl, async (client) => {
      const changed = await asPerson(client, tom, (c) => c.query('UPDATE app.task SET progress = 5'));
      expect(changed.rowCount).toBeGreaterThan(10);
      const { rows } = await client.query<{ logged: number }>(
        `SELECT count(*)::int AS logged FROM app.logging WHERE action = 2 AND username = 'tom' AND entity_to_version->>'progress' LIKE '5%'`,
      );
      expect(rows[0]?.logged).toBe(changed.rowCount);
    });
  });
});
