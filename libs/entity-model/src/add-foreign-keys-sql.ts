import type { EntityDefinition } from './entity-definition.ts';
import { foreignKeysOf, foreignKeySql } from './foreign-keys.ts';
import { sqlName } from './sql-text.ts';

/**
 * The migration that adds the references which `createTableSql` had to leave out, because their targets' tables were
 * created later or the entities refer to each other in a circle.
 *
 * @param entities in the order in which their tables were created
 * @returns undefined when there are none
 */
export function addForeignKeysSql(entities: readonly EntityDefinition[]): string | undefined {
  const later = new Set(entities.map(({ code }) => code));
  const statements = entities.flatMap((entity) => {
    later.delete(entity.code);
    return foreignKeysOf(entity)
      .filter(({ target }) => later.has(target))
      .map((key) => `ALTER TABLE app.${sqlName(entity.code)}\n  ADD ${foreignKeySql(key)};`);
  });
  if (statements.length === 0) return undefined;
  return (
    ['-- References between entities whose tables could not exist before each other.', ...statements, '']
      .join('\n\n')
      .trimEnd() + '\n'
  );
}
