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
  tags,
  text,
  url,
} from '@tidemark/entity-model';

/** Something that people can do, with how it is learnt and how long a certificate lasts. */
export const Skill = defineEntity({
  code: 'skill',
  area: 'people',
  icon: 'school',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text({ max: 120, unique: true })),
    category: choice(['engineering', 'design', 'management', 'language', 'sales', 'safety'], {
      default: 'engineering',
    }),
    ownerId: ref('employee', { onDelete: 'set null', hint: 'Keeps the description and the trainings up to date.' }),
    demand: choice(['low', 'normal', 'high'], { default: 'normal' }),
    requiresCertificate: boolean({ default: false }),
    validMonths: integer({ min: 1, max: 120, hint: 'How long a certificate lasts.' }),
    trainingUrl: url(),
    trainingCost: money({ min: 0 }),
    currency: currency({ default: 'EUR' }),
    description: richText(),
    tags: tags(),
  },
  sort: ['category', 'demand'],
  filter: ['category', 'demand', 'requiresCertificate', 'tags'],
  columns: ['name', 'category', 'demand', 'ownerId', 'requiresCertificate', 'validMonths'],
});
