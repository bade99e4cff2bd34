import {
  boolean,
  choice,
  currency,
  defineEntity,
  integer,
  money,
  ref,
  required,
  richText,
  text,
} from '@tidemark/entity-model';

/** A job that people hold, with its salary band. Several employees may hold the same one. */
export const Position = defineEntity({
  code: 'position',
  area: 'people',
  icon: 'badge',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text({ max: 120 })),
    code: required(text({ max: 20, unique: true })),
    departmentId: required(ref('department')),
    level: choice(['junior', 'professional', 'senior', 'lead', 'executive'], { default: 'professional' }),
    salaryMin: money({ min: 0, label: 'Salary from', hint: 'Gross per year.' }),
    salaryMax: money({ min: 0, label: 'Salary to' }),
    currency: currency({ default: 'EUR' }),
    openings: integer({ min: 0, max: 1_000, default: 0, label: 'Open positions' }),
    isRemote: boolean({ default: false, label: 'Remote possible' }),
    description: richText(),
  },
  ordered: [['salaryMin', 'salaryMax']],
  sort: ['level', 'openings', 'salaryMax'],
  filter: ['level', 'isRemote', 'openings'],
  columns: ['name', 'departmentId', 'level', 'salaryMin', 'salaryMax', 'openings', 'isRemote'],
});
