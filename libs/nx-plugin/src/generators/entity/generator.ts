import { formatFiles, type GeneratorCallback, logger, type Tree } from '@nx/devkit';

import type { EntityGeneratorOptions } from './entity-generator-options.ts';
import { planEntity } from './entity-plan.ts';
import { listDefinition } from './list-definition.ts';
import { nextSteps } from './next-steps.ts';
import { writeDefinition } from './write-definition.ts';
import { writeMigration } from './write-migration.ts';

/**
 * Adds an entity: its definition, its place in the list of all entities and the migration that creates its table.
 * Everything goes through the tree, and a second run with the same options changes nothing.
 */
export async function entityGenerator(tree: Tree, options: EntityGeneratorOptions): Promise<GeneratorCallback> {
  const plan = planEntity(options);
  writeMigration(tree, plan);
  writeDefinition(tree, plan);
  listDefinition(tree, plan);
  if (!options.skipFormat) await formatFiles(tree);
  return () => logger.info(nextSteps(plan));
}
