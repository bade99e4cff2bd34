import type { EntityDefinition } from '@tidemark/entity-model';

import { Employee } from './employee.ts';
import { Project } from './project.ts';
import { Task } from './task.ts';

/** Every entity, by area and in the order in which people see them. */
export const ENTITIES: readonly EntityDefinition[] = [
  // people
  Employee,
  // delivery
  Project,
  Task,
];
