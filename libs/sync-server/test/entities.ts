import { choice, defineEntity, type EntityDefinition, ref, required, text } from '@tidemark/entity-model';

// As much of four entities as the tests need, one for each access rule that matters here. The tables are the real ones.

const Project = defineEntity({
  code: 'project',
  area: 'delivery',
  icon: 'work',
  title: 'name',
  access: { rule: 'project', via: 'id' },
  fields: {
    name: required(text()),
    status: choice(['planned', 'active', 'on_hold', 'completed', 'cancelled'], { default: 'planned' }),
    customerId: ref('customer'),
  },
  filter: ['name', 'status'],
});

const Task = defineEntity({
  code: 'task',
  area: 'delivery',
  icon: 'task_alt',
  title: 'title',
  access: { rule: 'project', via: 'projectId' },
  fields: {
    title: required(text()),
    projectId: required(ref('project', { onDelete: 'cascade' })),
    status: choice(['todo', 'in_progress', 'in_review', 'blocked', 'done'], { default: 'todo' }),
    priority: choice(['low', 'normal', 'high', 'urgent'], { default: 'normal' }),
  },
  filter: ['status', 'priority'],
});

const Timesheet = defineEntity({
  code: 'timesheet',
  area: 'delivery',
  icon: 'schedule',
  title: 'activity',
  access: { rule: 'owner', via: 'employeeId' },
  fields: {
    activity: required(text()),
    employeeId: required(ref('employee')),
    projectId: required(ref('project')),
    status: choice(['draft', 'submitted', 'approved', 'rejected', 'invoiced'], { default: 'draft' }),
  },
  filter: ['status'],
});

const Employee = defineEntity({
  code: 'employee',
  area: 'people',
  icon: 'person',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text()),
    status: choice(['onboarding', 'active', 'on_leave', 'left'], { default: 'active' }),
  },
  filter: ['status'],
});

/** A table of few columns that one spec makes for itself, to have very many records of. */
const BulkItem = defineEntity({
  code: 'bulk_item',
  area: 'goods',
  icon: 'category',
  title: 'name',
  access: { rule: 'directory' },
  fields: { name: required(text()) },
});

export const TEST_ENTITIES: readonly EntityDefinition[] = [Project, Task, Timesheet, Employee, BulkItem];
