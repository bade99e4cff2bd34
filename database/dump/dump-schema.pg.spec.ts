import { readFileSync } from 'node:fs';

import { createTestDatabase } from '../testing/create-test-database.ts';
import { dumpSchema } from './dump-schema.ts';
import { SCHEMA_FILE } from './schema-file.ts';

describe('schema.sql', () => {
  it('is what the migrations and functions make; `npm run db:dump` writes it anew', async () => {
    await using db = await createTestDatabase();
    const { rows } = await db.query<{ version: number }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS version`,
    );
    // The catalogues phrase the same schema differently in other versions.
    if (rows[0]?.version !== 18) return;
    expect(await dumpSchema(db.ownerUrl)).toBe(readFileSync(SCHEMA_FILE, 'utf8'));
  });
});
