import type { SlotValues } from '@tidemark/entity-model';
import type { Row } from '@tidemark/protocol';

import type { EntityCatalogue } from './entity-catalogue.ts';
import type { Mutation } from './mutation.ts';
import type { StoredRecord } from './stored-record.ts';

/** The part of a document that the rest is derived from. */
export type RecordCore = Pick<
  StoredRecord,
  'key' | 'entityCode' | 'id' | 'version' | 'base' | 'readOnly' | 'pending' | 'refused'
>;

const NO_SLOTS: SlotValues = { k0: '', k1: '', k2: '', k3: '' };

function applyMutation(
  row: Row | null,
  mutation: Mutation,
  record: RecordCore,
  catalogue: EntityCatalogue,
): Row | null {
  switch (mutation.action) {
    case 'DELETE':
      return null;
    case 'UPDATE':
      return row && { ...row, ...mutation.fields };
    case 'CREATE': {
      // Until the server has answered, fields that were not given are empty and the times are the local ones.
      const empty = Object.fromEntries(
        Object.entries(catalogue.definition(record.entityCode).fields).map(([name, field]) => [
          name,
          field.default ?? null,
        ]),
      );
      const now = new Date(mutation.queuedAt).toISOString();
      return row ?? { ...empty, ...mutation.fields, id: record.id, version: 0, createdTs: now, updatedTs: now };
    }
  }
}

/**
 * Completes a document: `data` from `base` and `pending`, and the index fields from `data`. A refused CREATE stays in
 * sight, because its record exists nowhere else and the user is still to decide about it.
 */
export function deriveRecord(core: RecordCore, catalogue: EntityCatalogue): StoredRecord {
  const unborn = core.base === null ? core.refused.filter(({ action }) => action === 'CREATE') : [];
  let data: Row | null = core.base;
  for (const mutation of [...unborn, ...core.pending]) data = applyMutation(data, mutation, core, catalogue);
  const slots = data ? catalogue.slotValues(core.entityCode, data) : NO_SLOTS;
  return {
    key: core.key,
    entityCode: core.entityCode,
    id: core.id,
    version: core.version,
    base: core.base,
    readOnly: core.base !== null && core.readOnly,
    pending: core.pending,
    refused: core.refused,
    data,
    list: data ? core.entityCode : '',
    queue: core.pending[0]?.mutationId ?? core.refused[0]?.mutationId ?? '',
    ...slots,
  };
}
