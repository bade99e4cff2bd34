import type { OutboxEntry } from '@tidemark/sync-client';

import type { EntityWords } from '../internal/entity-words.ts';

/** What is to be known of a refused write to say why it was refused: an `OutboxEntry`, or a record's mutation. */
export type Refusal = Pick<OutboxEntry, 'entityCode' | 'action' | 'fields' | 'current' | 'problem'> & {
  /** Whether by now the person may only read the record: then there is nothing to decide or to try again. */
  readonly readOnly?: boolean;
};

/** Why the server did not take a write, and what to do, in words for the person who made it. */
export function refusalReason(refusal: Refusal, words: EntityWords): string {
  const { action, problem, readOnly } = refusal;
  if (!problem) return 'The server did not take this change.';
  if (readOnly) return forbiddenReason(refusal, words);
  if (problem.code === 'VERSION_CONFLICT') return conflictReason(refusal, words);
  const reason = reasonOf(refusal, problem, words);
  return action === 'DELETE' ? `It was not deleted. ${reason}` : reason;
}

function conflictReason({ action, entityCode, fields, current }: Refusal, words: EntityWords): string {
  if (action === 'DELETE') return 'You deleted it, and somebody else changed it meanwhile. Decide what happens.';
  const contested = Object.keys(current ?? fields).map((field) => words.field(entityCode, field));
  if (contested.length === 0) return 'Somebody else changed the same thing and took it back. Decide which to keep.';
  return `Somebody else changed ${contested.join(', ')} at the same time. Decide which to keep.`;
}

function forbiddenReason({ action, entityCode }: Refusal, words: EntityWords): string {
  const label = words.label(entityCode).toLowerCase();
  return action === 'CREATE'
    ? `You may not create this ${label}. Ask a manager or an administrator.`
    : `You may see this ${label} but not ${action === 'DELETE' ? 'delete' : 'change'} it. Ask its owner or an administrator.`;
}

function reasonOf(refusal: Refusal, problem: NonNullable<Refusal['problem']>, words: EntityWords): string {
  const label = words.label(refusal.entityCode).toLowerCase();
  if (problem.errors?.length) {
    const named = ({ field, message }: { field: string; message: string }) =>
      `${words.field(refusal.entityCode, field)} ${message}`;
    return `${problem.errors.map(named).join('. ')}.`;
  }
  switch (problem.code) {
    case 'FORBIDDEN':
      return forbiddenReason(refusal, words);
    case 'NOT_FOUND':
      return `The ${label} no longer exists, or you may no longer see it.`;
    case 'UNKNOWN_ENTITY':
      return 'The server has no records of this kind. Copy what you need, then discard it.';
    case 'DUPLICATE':
      return `There is such a ${label} already. Change what has to be unique, then try again.`;
    case 'REFERENCED':
      return 'Other records refer to it. Remove or change those first.';
    case 'REFERENCE_MISSING':
      return 'It refers to a record that does not exist, or that you may not see. Choose another one.';
    default:
      return problem.detail || problem.title;
  }
}
