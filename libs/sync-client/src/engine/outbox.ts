import type { EntityDefinition } from '@tidemark/entity-model';

import type { EntityCatalogue } from '../store/entity-catalogue.ts';
import { isConflict, type Mutation, type RefusedMutation } from '../store/mutation.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { contestedFields } from '../store/transitions.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** Everything unsent or refused, oldest first, as the outbox shows it. */
export function toOutbox(queued: readonly StoredRecord[], catalogue: EntityCatalogue): readonly OutboxEntry[] {
  return queued
    .flatMap((record) => {
      const entity = catalogue.definition(record.entityCode);
      const title = titleOf(record, entity);
      const { key, entityCode, id: entityId, readOnly } = record;
      const place = { key, entityCode, entityId, readOnly, ...title };
      return [
        ...record.pending.map((mutation): OutboxEntry => ({ ...mutation, ...place, state: 'pending' })),
        ...record.refused.map((mutation): OutboxEntry => ({
          ...mutation,
          ...place,
          ...refusal(mutation, record, entity),
        })),
      ];
    })
    .sort((left, right) => left.queuedAt - right.queuedAt || (left.mutationId < right.mutationId ? -1 : 1));
}

function refusal(
  mutation: RefusedMutation,
  record: StoredRecord,
  entity: EntityDefinition,
): Pick<OutboxEntry, 'state' | 'current'> {
  if (!isConflict(mutation)) return { state: 'refused' };
  const current = contestedFields(mutation, record.base, entity).map((name) => [name, record.base?.[name] ?? null]);
  return { state: 'conflict', current: Object.fromEntries(current) };
}

/** The record's name for people: as shown, as on the server, or as the waiting write would have it. */
function titleOf(record: StoredRecord, { title }: EntityDefinition): Pick<OutboxEntry, 'title'> {
  const writes: readonly Mutation[] = [...record.refused, ...record.pending];
  const written = writes.find(({ fields }) => fields[title] !== undefined)?.fields[title];
  const row = record.data ?? record.base;
  const text = row?.[title] ?? written;
  if (text === undefined && !(row && title in row)) return {};
  return { title: typeof text === 'string' ? text : '' };
}
