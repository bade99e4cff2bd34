import {
  choice,
  currency,
  date,
  defineEntity,
  money,
  percent,
  ref,
  required,
  richText,
  text,
} from '@tidemark/entity-model';

/** A point that a project has to reach, often one that is invoiced. */
export const Milestone = defineEntity({
  code: 'milestone',
  area: 'delivery',
  icon: 'flag',
  title: 'name',
  access: { rule: 'project', via: 'projectId' },
  fields: {
    name: required(text({ max: 200 })),
    projectId: required(ref('project', { onDelete: 'cascade' })),
    ownerId: ref('employee', { onDelete: 'set null' }),
    status: choice(['planned', 'in_progress', 'reached', 'missed'], { default: 'planned' }),
    dueOn: required(date({ label: 'Due' })),
    reachedOn: date({ label: 'Reached' }),
    progress: percent({ default: 0 }),
    billingAmount: money({ min: 0, hint: 'What the customer is invoiced when it is reached.' }),
    currency: currency({ default: 'EUR' }),
    acceptance: richText({ label: 'Acceptance criteria' }),
  },
  sort: ['status', 'dueOn', 'progress'],
  orderBy: 'dueOn',
  filter: ['status', 'dueOn'],
  slots: ['name', 'projectId', 'status', 'dueOn'],
  columns: ['name', 'projectId', 'status', 'dueOn', 'reachedOn', 'progress', 'ownerId'],
});
