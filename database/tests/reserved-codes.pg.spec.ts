import { SYSTEM_RELATIONS } from '@tidemark/entity-model';

import { createTestDatabase } from '../testing/create-test-database.ts';

describe('the codes that no entity can have', () => {
  it('are the names in schema app that belong to no entity, apart from monthly partitions, which no code can equal', async () => {
    await using db = await createTestDatabase();
    // Indexes and array types are left out: their names end in _idx, _key or _pkey, or begin with an underscore.
    const { rows } = await db.query<{ name: string }>(`
      SELECT relname AS name FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind NOT IN ('i', 'I')
      UNION SELECT typname FROM pg_type WHERE typnamespace = 'app'::regnamespace AND typelem = 0
      EXCEPT SELECT entity_code FROM app.entity
      ORDER BY name`);
    const names = rows.map(({ name }) => name).filter((name) => !/^logging_\d{4}_\d{2}$/.test(name));
    expect([...SYSTEM_RELATIONS].sort()).toEqual(names.sort());
  });
});
