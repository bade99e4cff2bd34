import type { RxDocumentData } from 'rxdb/plugins/core';

import type { StoredRecord } from './stored-record.ts';

/** A record as RxDB keeps it. */
export type StoredDocument = RxDocumentData<StoredRecord>;

/** The document without RxDB's own fields, with `data` where it was not stored because it equals `base`. */
export function toRecord(document: StoredDocument): StoredRecord {
  const { _deleted, _attachments, _meta, _rev, ...record } = document;
  return record.data === null && record.list !== '' ? { ...record, data: record.base } : record;
}
