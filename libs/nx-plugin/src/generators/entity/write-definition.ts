import type { Tree } from '@nx/devkit';

import type { EntityPlan } from './entity-plan.ts';
import { ENTITIES_FOLDER } from './list-definition.ts';

/**
 * Writes the definition's file. One that is there and says the same is left alone.
 *
 * @throws Error where a different definition of that name exists
 */
export function writeDefinition(tree: Tree, { fileName, source }: EntityPlan): void {
  const file = `${ENTITIES_FOLDER}/${fileName}.ts`;
  const present = tree.read(file, 'utf8');
  if (present === null) return tree.write(file, source);
  if (squash(present) === squash(source)) return;
  throw new Error(
    `${file} exists and says something else. Change it by hand, and write the ALTER TABLE as a migration, or choose another name.`,
  );
}

/** The text without what a formatter may change. */
function squash(source: string): string {
  return source.replace(/\s/g, '').replace(/,(?=[}\])])/g, '');
}
