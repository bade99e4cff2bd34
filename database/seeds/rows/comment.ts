import { projectOfDocument, projectOfTask, projectOfTicket } from '../relations.ts';
import type { SeedSource } from '../source.ts';
import type { World } from '../world.ts';

const BODIES = [
  'Done, see photos in the folder.',
  'Who orders the missing brackets?',
  'Agreed with the customer by phone.',
  'This blocks us until Thursday.',
  'Great work on this one!',
  'Measured again: 4,250 mm.',
  'Can we do that in the night shift?',
  'Decision: we take variant B.',
  'Please check the torque.',
  'The permit is there.',
];

/** A comment is about a task, a ticket or a document, and belongs to the project of that. */
function subject(
  index: number,
  world: World,
): { projectId: string; taskId: string | null; ticketId: string | null; documentId: string | null } {
  const about = index % 8;
  const none = { taskId: null, ticketId: null, documentId: null };
  if (about === 6) {
    const ticket = world.spread('ticket', index, 211);
    return {
      ...none,
      projectId: world.id('project', projectOfTicket(ticket, world)),
      ticketId: world.id('ticket', ticket),
    };
  }
  if (about === 7) {
    const document = world.spread('document', index, 223);
    return {
      ...none,
      projectId: world.id('project', projectOfDocument(document, world)),
      documentId: world.id('document', document),
    };
  }
  const task = world.spread('task', index, 227);
  return { ...none, projectId: world.id('project', projectOfTask(task, world)), taskId: world.id('task', task) };
}

export const commentSource: SeedSource = {
  code: 'comment',
  row(index, random, world) {
    const kind = random.weighted([
      ['note', 7],
      ['question', 3],
      ['decision', 1],
      ['praise', 1],
    ]);
    return {
      body: random.pick(BODIES),
      ...subject(index, world),
      authorId: world.id('employee', world.spread('employee', index, 229)),
      replyToId: null,
      kind,
      isPinned: random.chance(0.03),
      resolvedTs:
        kind === 'question' && random.chance(0.7)
          ? world.moment(-random.int(0, 60), random.int(7, 20), random.int(0, 59))
          : null,
    };
  },
};
