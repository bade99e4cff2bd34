import type { OutboxEntry } from '@tidemark/sync-client';

import type { EntityWords } from '../internal/entity-words.ts';

/** Why the server did not take a write, and what to do, in words for the person who made it. */
export function refusalReason(entry: OutboxEntry, words: EntityWords): string {
  const { problem, entityCode, current } = entry;
  if (!problem) return 'The server did not take this change.';
  if (entry.state === 'conflict') {
    if (entry.action === 'DELETE')
      return 'You deleted it, and somebody else changed it meanwhile. Decide what happens.';
    const fields = Object.keys(current ?? entry.fields).map((field) => words.field(entityCode, field));
    return `Somebody else changed ${fields.join(', ')} at the same time. Decide which to keep.`;
  }
  if (problem.errors?.length) {
    return `${problem.errors.map(({ field, message }) => `${words.field(entityCode, field)} ${message}`).join('. ')}.`;
  }
  switch (problem.code) {
    case 'FORBIDDEN':
      return 'You may see this record but not change it. Ask its owner or an administrator.';
    case 'NOT_FOUND':
      return 'The record no longer exists, or you may no longer see it.';
    case 'REFERENCED':
      return 'Other records refer to this one. Remove or change those first.';
    default:
      return problem.detail || problem.title;
  }
}
