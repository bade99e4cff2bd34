import { Customer, Expense, Invoice, Project, Task } from '@tidemark/entities';
import type { EntityDefinition } from '@tidemark/entity-model';
import type { Role } from '@tidemark/protocol';

import { mayCreate } from './may-create.ts';

const EVERYTHING = [Customer, Expense, Invoice, Project, Task];

it.each<[Role, readonly EntityDefinition[]]>([
  ['admin', EVERYTHING],
  ['manager', EVERYTHING],
  // A new project has no members yet, so that the database lets nobody create one as a member of it.
  ['member', [Expense, Task]],
  ['viewer', []],
])('a %s is offered to create what the database lets such a person create', (role, offered) => {
  expect(EVERYTHING.filter((entity) => mayCreate(role, entity))).toEqual(offered);
});
