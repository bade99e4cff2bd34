import { choice, currency, defineEntity, integer, money, ref, required, richText, text } from '@tidemark/entity-model';

/** Money set aside for a department or project in a fiscal year, and what has become of it. */
export const Budget = defineEntity({
  code: 'budget',
  area: 'finance',
  icon: 'savings',
  title: 'name',
  access: { rule: 'finance', via: 'ownerId' },
  fields: {
    name: required(text({ max: 160 })),
    code: required(text({ max: 20, unique: true })),
    departmentId: ref('department'),
    projectId: ref('project'),
    ownerId: required(ref('employee')),
    fiscalYear: required(integer({ min: 2000, max: 2100 })),
    period: choice(['year', 'first_half', 'second_half', 'q1', 'q2', 'q3', 'q4'], { default: 'year' }),
    kind: choice(['operating', 'capital', 'personnel', 'project'], { default: 'operating' }),
    status: choice(['draft', 'approved', 'frozen', 'closed'], { default: 'draft' }),
    planned: required(money({ min: 0 })),
    committed: money({ min: 0, default: 0, hint: 'Ordered, but not yet invoiced.' }),
    spent: money({ min: 0, default: 0 }),
    currency: currency({ default: 'EUR' }),
    notes: richText(),
  },
  sort: ['fiscalYear', 'planned', 'spent'],
  orderBy: '-fiscalYear',
  filter: ['fiscalYear', 'period', 'kind', 'status', 'planned'],
  slots: ['name', 'fiscalYear', 'status', 'departmentId'],
  columns: ['name', 'departmentId', 'fiscalYear', 'kind', 'status', 'planned', 'committed', 'spent'],
});
