import { addForeignKeysSql } from './add-foreign-keys-sql.ts';
import { createTableSql } from './create-table-sql.ts';
import type { EntityDefinition } from './entity-definition.ts';
import { foreignKeysOf } from './foreign-keys.ts';

/** Numbers below are the system's own migrations. */
const FIRST_NUMBER = 100;

/** A table is made by the one and removed by the other; a code may be taken again after that. */
const STEP = /^\d{4}_(create|drop)_([a-z0-9_]+)\.sql$/;
const NUMBERED = /^(\d{4})_/;

/** A migration file to be written. */
export interface Migration {
  /** File name in `database/migrations`. */
  readonly name: string;
  readonly sql: string;
}

/**
 * The migrations that are missing: one for each entity without a `NNNN_create_<code>.sql` that no later
 * `NNNN_drop_<code>.sql` undoes, in dependency order, numbered after the last file there is, and one more for references
 * that no order satisfies.
 *
 * @param entities every definition
 * @param fileNames names of the files in `database/migrations`
 * @throws Error where a reference names an entity that is not defined
 */
export function missingMigrations(entities: readonly EntityDefinition[], fileNames: readonly string[]): Migration[] {
  checkTargets(entities);
  const migrated = tablesOf(fileNames);
  const last = Math.max(FIRST_NUMBER - 1, ...fileNames.map((name) => Number(NUMBERED.exec(name)?.[1] ?? 0)));
  const created = inDependencyOrder(entities.filter(({ code }) => !migrated.has(code)));
  const existing = new Set(migrated);
  const migrations = created.map((entity): Migration => {
    const sql = createTableSql(entity, { existing });
    existing.add(entity.code);
    return { name: `create_${entity.code}.sql`, sql };
  });
  const sql = addForeignKeysSql(created);
  if (sql) migrations.push({ name: 'add_circular_references.sql', sql });
  return migrations.map(({ name, sql: text }, index) => ({
    name: `${String(last + 1 + index).padStart(4, '0')}_${name}`,
    sql: text,
  }));
}

/** Codes of the entities whose tables are there once all of these files have run. */
function tablesOf(fileNames: readonly string[]): Set<string> {
  const codes = new Set<string>();
  for (const name of fileNames.toSorted()) {
    const [, step, code = ''] = STEP.exec(name) ?? [];
    if (step === 'create') codes.add(code);
    if (step === 'drop') codes.delete(code);
  }
  return codes;
}

/**
 * Entities so that each comes after those it requires, as far as circles allow: of those left, first one whose targets
 * are all done, else the one that waits for the fewest. Ties keep the given order.
 */
function inDependencyOrder(entities: readonly EntityDefinition[]): EntityDefinition[] {
  const left = [...entities];
  const done: EntityDefinition[] = [];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ code }) => code));
    const waits = ({ code }: EntityDefinition, it: EntityDefinition) =>
      new Set(
        foreignKeysOf(it)
          .map(({ target }) => target)
          .filter((target) => target !== code && waiting.has(target)),
      ).size;
    const counts = left.map((entity) => waits(entity, entity));
    const [next] = left.splice(counts.indexOf(Math.min(...counts)), 1);
    if (next) done.push(next);
  }
  return done;
}

function checkTargets(entities: readonly EntityDefinition[]): void {
  const codes = new Set(entities.map(({ code }) => code));
  for (const entity of entities) {
    for (const { column, target } of foreignKeysOf(entity)) {
      if (codes.has(target)) continue;
      const known = [...codes].sort().join(', ');
      throw new Error(`${entity.code}.${column} refers to '${target}', which is not defined. Defined are ${known}.`);
    }
  }
}
