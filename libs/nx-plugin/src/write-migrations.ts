import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ENTITIES } from '@tidemark/entities';
import { missingMigrations } from '@tidemark/entity-model';

/**
 * Writes a migration for every entity in `libs/entities` that has none. Run it after adding a definition by hand:
 *
 *     npm run db:migrations [-- --dry-run]
 */
function main(): void {
  const folder = join(import.meta.dirname, '../../../database/migrations');
  const migrations = missingMigrations(ENTITIES, readdirSync(folder));
  for (const { name, sql } of migrations) {
    if (!process.argv.includes('--dry-run')) writeFileSync(join(folder, name), sql, { flag: 'wx' });
    process.stdout.write(`CREATE database/migrations/${name}\n`);
  }
  process.stdout.write(
    migrations.length === 0
      ? 'Every entity has its migration.\n'
      : 'Next: npm run db:dump writes database/schema.sql anew. A file that npm start or npm run db:import has applied stays as it is: see libs/entity-model/README.md.\n',
  );
}

main();
