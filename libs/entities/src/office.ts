import { boolean, choice, date, defineEntity, integer, phone, required, text } from '@tidemark/entity-model';

/** A place where people work or goods are stored. */
export const Office = defineEntity({
  code: 'office',
  area: 'people',
  icon: 'apartment',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text({ max: 120 })),
    code: required(text({ max: 20, unique: true })),
    kind: choice(['headquarters', 'branch', 'warehouse', 'coworking'], { default: 'branch' }),
    street: text({ max: 160 }),
    postalCode: text({ max: 20 }),
    city: required(text({ max: 100 })),
    country: required(text({ max: 80 })),
    timeZone: text({ max: 60, default: 'Europe/Berlin', hint: 'IANA name, such as Europe/Berlin.' }),
    phone: phone(),
    capacity: integer({ min: 0, max: 100_000, hint: 'Desks, or storage places in a warehouse.' }),
    openedOn: date({ label: 'Opened' }),
    isActive: boolean({ default: true }),
  },
  sort: ['code', 'city', 'capacity'],
  filter: ['kind', 'city', 'country', 'isActive'],
  columns: ['name', 'code', 'kind', 'city', 'country', 'capacity', 'isActive'],
});
