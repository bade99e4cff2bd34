import type { EntityPlan } from './entity-plan.ts';
import { ENTITIES_FOLDER } from './list-definition.ts';
import { MIGRATIONS_FOLDER } from './write-migration.ts';

/** A test compares the dump with what the migrations make. */
const DUMP_SCHEMA = 'node database/cli/dump-schema.ts';

/** What to do after the generator, for the terminal. */
export function nextSteps({ code, fileName, definition }: EntityPlan): string {
  return `
${definition.plural} are defined. Next:
  1. Read ${ENTITIES_FOLDER}/${fileName}.ts: labels, hints and columns are yours to improve.
  2. Read ${MIGRATIONS_FOLDER}/*_create_${code}.sql. After a change of the definition, delete that file and run
     node libs/nx-plugin/src/write-migrations.ts
  3. npm start (or npm run db:import) creates the table; REST, sync and the client's pages are there at once.
  4. ${DUMP_SCHEMA} writes database/schema.sql anew; commit it with the migration.
  5. npm test`;
}
