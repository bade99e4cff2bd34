import { customerOfProject, projectOfTicket } from '../relations.ts';
import type { SeedSource } from '../source.ts';

const SUBJECTS = [
  'Conveyor 3 stops without a message',
  'Scanner reads the wrong label',
  'Cannot sign in to the portal',
  'Report shows yesterday',
  'Light barrier is dirty',
  'Invoice address is wrong',
  'Belt runs off centre',
  'Alarm cannot be acknowledged',
  'Label printer is offline',
  'Please add a user',
  'Interface delivers duplicates',
  'Emergency stop hangs',
];
const HOURS_TO_ANSWER = { low: 72, normal: 48, high: 24, urgent: 4 };

export const ticketSource: SeedSource = {
  code: 'ticket',
  row(index, random, world) {
    const project = projectOfTicket(index, world);
    const customer = customerOfProject(project, world);
    const priority = random.weighted([
      ['low', 2],
      ['normal', 6],
      ['high', 3],
      ['urgent', 1],
    ] as const);
    const opened = -random.int(1, 240);
    const hour = random.int(6, 20);
    const isDone = opened < -14 ? random.chance(0.95) : random.chance(0.3);
    const due = opened + Math.ceil(HOURS_TO_ANSWER[priority] / 24);
    return {
      number: `T-${50_001 + index}`,
      subject: random.pick(SUBJECTS),
      projectId: world.id('project', project),
      customerId: world.id('customer', customer),
      contactId: world.id('contact', customer),
      assigneeId: random.chance(0.9) ? world.id('employee', world.spread('employee', index, 79)) : null,
      kind: random.weighted([
        ['incident', 5],
        ['service_request', 3],
        ['question', 2],
        ['bug', 2],
      ]),
      channel: random.weighted([
        ['email', 5],
        ['portal', 4],
        ['phone', 3],
        ['chat', 1],
        ['monitoring', 1],
      ]),
      priority,
      status: isDone ? random.pick(['resolved', 'closed', 'closed']) : random.pick(['new', 'open', 'open', 'waiting']),
      openedTs: world.moment(opened, hour, random.int(0, 59)),
      dueTs: world.moment(due, hour, 59),
      resolvedTs: isDone
        ? world.moment(Math.min(0, opened + random.int(1, 5)), random.int(7, 22), random.int(0, 59))
        : null,
      satisfaction:
        isDone && random.chance(0.5)
          ? random.weighted([
              [5, 5],
              [4, 4],
              [3, 2],
              [2, 1],
              [1, 1],
            ])
          : null,
      description: random.chance(0.5)
        ? 'Happens about twice per shift, mostly after the break. Restart helps for a while.'
        : null,
      tags: random.some(['warranty', 'on site', 'recurring'], 1),
    };
  },
};
