import type { EntityDefinition, EntityRow } from '@tidemark/entity-model';

import type { StoredRecord } from '../store/stored-record.ts';
import type { RecordView } from './record-view.ts';

/** What the application sees of a stored record; undefined where it sees nothing. Rows are plain data by contract. */
export function toView<E extends EntityDefinition>(record: StoredRecord | undefined): RecordView<E> | undefined {
  if (!record?.data) return undefined;
  const { data, base, pending, refused } = record;
  return {
    row: data as unknown as EntityRow<E>,
    pending,
    refused,
    ...(base && { base: base as unknown as EntityRow<E> }),
  };
}
