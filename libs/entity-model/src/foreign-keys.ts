import type { EntityDefinition } from './entity-definition.ts';
import type { OnDelete } from './field.ts';
import { snakeCase } from './names.ts';
import { sqlName } from './sql-text.ts';

/** One reference to another entity's table, by its `id`. */
export interface ForeignKey {
  readonly name: string;
  readonly column: string;
  readonly target: string;
  readonly onDelete: OnDelete;
}

/** The foreign keys of an entity's table, one for each reference, in order of the definition. */
export function foreignKeysOf(entity: EntityDefinition): ForeignKey[] {
  return Object.entries(entity.fields).flatMap(([name, { target, onDelete = 'restrict' }]) => {
    const column = snakeCase(name);
    return target === undefined ? [] : [{ name: `${entity.code}_${column}_fkey`, column, target, onDelete }];
  });
}

/** The constraint as CREATE TABLE and ALTER TABLE write it. */
export function foreignKeySql({ name, column, target, onDelete }: ForeignKey): string {
  return (
    `CONSTRAINT ${sqlName(name)} FOREIGN KEY (${sqlName(column)}) ` +
    `REFERENCES app.${sqlName(target)} (id) ON DELETE ${onDelete.toUpperCase()}`
  );
}
