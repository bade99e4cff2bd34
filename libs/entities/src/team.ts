import {
  choice,
  date,
  defineEntity,
  email,
  integer,
  ref,
  required,
  richText,
  tags,
  text,
} from '@tidemark/entity-model';

/** People of one department who work together under a lead. */
export const Team = defineEntity({
  code: 'team',
  area: 'people',
  icon: 'groups',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text({ max: 120 })),
    code: required(text({ max: 20, unique: true })),
    departmentId: required(ref('department')),
    leadId: ref('employee', { onDelete: 'set null' }),
    kind: choice(['delivery', 'platform', 'support', 'sales', 'operations'], { default: 'delivery' }),
    status: choice(['forming', 'active', 'disbanded'], { default: 'active' }),
    email: email(),
    formedOn: date({ label: 'Formed' }),
    size: integer({ min: 0, max: 1_000, default: 0 }),
    purpose: richText({ max: 4_000 }),
    tags: tags(),
  },
  sort: ['formedOn', 'size'],
  filter: ['kind', 'status', 'tags'],
  columns: ['name', 'departmentId', 'leadId', 'kind', 'size', 'status'],
});
