import { choice, defineEntity, email, integer, ref, required, richText, text } from '@tidemark/entity-model';

/** A part of the organisation with a manager, whose people answer to that manager. */
export const Department = defineEntity({
  code: 'department',
  area: 'people',
  icon: 'account_tree',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text({ max: 120 })),
    code: required(text({ max: 20, unique: true })),
    parentId: ref('department', { label: 'Part of' }),
    managerId: ref('employee', { onDelete: 'set null' }),
    officeId: ref('office'),
    costCenter: text({ max: 20, hint: 'As in the ledger: 4400.' }),
    email: email(),
    headcountPlan: integer({ min: 0, max: 100_000, label: 'Planned headcount' }),
    status: choice(['active', 'merging', 'closed'], { default: 'active' }),
    mission: richText({ max: 4_000 }),
  },
  sort: ['code', 'headcountPlan'],
  filter: ['status', 'costCenter'],
  columns: ['name', 'code', 'parentId', 'managerId', 'officeId', 'headcountPlan', 'status'],
});
