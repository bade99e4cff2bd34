import type { EntityPlan } from './entity-plan.ts';
import { ENTITIES_FOLDER } from './list-definition.ts';
import { MIGRATIONS_FOLDER } from './write-migration.ts';

/** What to do after the generator, for the terminal. */
export function nextSteps({ code, fileName, definition }: EntityPlan): string {
  return `
${definition.plural} are defined. Next:
  1. Read ${ENTITIES_FOLDER}/${fileName}.ts: labels, hints and columns are yours to improve.
  2. Read ${MIGRATIONS_FOLDER}/*_create_${code}.sql. After a change of the definition, delete that file and write
     it again with npm run db:migrations, but only as long as neither npm start nor npm run db:import has applied it to
     a database that you want to keep. Once one has, write an ALTER TABLE as a new migration, or start afresh with
     npm run db:reset.
  3. npm start (or npm run db:import) creates the table; REST, sync and the client's pages are there at once.
  4. npm run db:dump writes database/schema.sql anew; commit it with the migration: a test compares the two.
  5. npm test`;
}
