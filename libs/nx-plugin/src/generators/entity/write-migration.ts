import type { Tree } from '@nx/devkit';
import { ENTITIES } from '@tidemark/entities';
import { missingMigrations } from '@tidemark/entity-model';

import type { EntityPlan } from './entity-plan.ts';

export const MIGRATIONS_FOLDER = 'database/migrations';

/**
 * Writes the migration that creates the entity's table, numbered after the last one there is.
 *
 * @throws Error where a reference names an entity that is not defined
 */
export function writeMigration(tree: Tree, { code, definition }: EntityPlan): void {
  const entities = [...ENTITIES.filter((entity) => entity.code !== code), definition];
  for (const { name, sql } of missingMigrations(entities, tree.children(MIGRATIONS_FOLDER))) {
    tree.write(`${MIGRATIONS_FOLDER}/${name}`, sql);
  }
}
