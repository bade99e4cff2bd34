import { choice, defineEntity, integer, ref, required, richText, tags, text, timestamp } from '@tidemark/entity-model';

/** A request or incident from a customer, answered within the time that `dueTs` names. */
export const Ticket = defineEntity({
  code: 'ticket',
  area: 'delivery',
  icon: 'confirmation_number',
  title: 'subject',
  access: { rule: 'project', via: 'projectId' },
  fields: {
    number: required(text({ max: 20, unique: true, label: 'Ticket number' })),
    subject: required(text({ max: 200 })),
    projectId: required(ref('project', { onDelete: 'cascade' })),
    customerId: ref('customer'),
    contactId: ref('contact', { onDelete: 'set null' }),
    assigneeId: ref('employee', { onDelete: 'set null' }),
    kind: choice(['incident', 'service_request', 'question', 'bug'], { default: 'incident' }),
    channel: choice(['email', 'phone', 'portal', 'chat', 'monitoring'], { default: 'email' }),
    priority: choice(['low', 'normal', 'high', 'urgent'], { default: 'normal' }),
    status: choice(['new', 'open', 'waiting', 'resolved', 'closed'], { default: 'new' }),
    openedTs: required(timestamp({ label: 'Opened' })),
    dueTs: timestamp({ label: 'Due' }),
    resolvedTs: timestamp({ label: 'Resolved' }),
    satisfaction: integer({ min: 1, max: 5, hint: "The customer's rating, from 1 to 5." }),
    description: richText(),
    tags: tags(),
  },
  ordered: [
    ['openedTs', 'dueTs'],
    ['openedTs', 'resolvedTs'],
  ],
  sort: ['number', 'priority', 'status', 'openedTs', 'dueTs'],
  orderBy: '-openedTs',
  filter: ['kind', 'channel', 'priority', 'status', 'openedTs', 'dueTs', 'tags'],
  slots: ['openedTs', 'projectId', 'status', 'assigneeId'],
  columns: ['number', 'subject', 'customerId', 'kind', 'priority', 'status', 'assigneeId', 'openedTs', 'dueTs'],
});
