import {
  boolean,
  choice,
  defineEntity,
  email,
  phone,
  ref,
  required,
  richText,
  text,
  timestamp,
} from '@tidemark/entity-model';

/** A person at a customer; goes with the customer. */
export const Contact = defineEntity({
  code: 'contact',
  area: 'customers',
  icon: 'contacts',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text({ max: 160 })),
    customerId: required(ref('customer', { onDelete: 'cascade' })),
    role: text({ max: 120, hint: 'Function at the customer, such as Head of Purchasing.' }),
    email: email(),
    phone: phone(),
    mobile: phone(),
    status: choice(['active', 'moved_on', 'do_not_contact'], { default: 'active' }),
    isPrimary: boolean({ default: false, label: 'Primary contact' }),
    language: choice(['de', 'en', 'es', 'fr', 'it', 'nl', 'pl'], { default: 'en' }),
    lastContactTs: timestamp({ label: 'Last contact' }),
    newsletter: boolean({ default: false }),
    notes: richText({ max: 4_000 }),
  },
  sort: ['role', 'lastContactTs'],
  filter: ['email', 'status', 'isPrimary', 'language'],
  columns: ['name', 'customerId', 'role', 'email', 'phone', 'status', 'lastContactTs'],
});
