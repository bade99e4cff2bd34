import type { EntityDefinition, EntityRow } from '@tidemark/entity-model';

import type { StoredRecord } from '../store/stored-record.ts';
import type { RecordView } from './record-view.ts';

/** The view of each record, so that a row which did not change is not drawn again because its neighbour did. */
const views = new WeakMap<StoredRecord, RecordView<EntityDefinition>>();

/** What the application sees of a stored record; undefined where it sees nothing. Rows are plain data by contract. */
export function toView<E extends EntityDefinition>(record: StoredRecord | undefined): RecordView<E> | undefined {
  if (!record?.data) return undefined;
  const known = views.get(record);
  if (known) return known as unknown as RecordView<E>;
  const { data, base, readOnly, pending, refused } = record;
  const view: RecordView<E> = {
    row: data as unknown as EntityRow<E>,
    readOnly,
    pending,
    refused,
    ...(base && { base: base as unknown as EntityRow<E> }),
  };
  views.set(record, view as unknown as RecordView<EntityDefinition>);
  return view;
}
