import type { MangoQuery, RxCollection, RxDatabase, RxStorageInstance } from 'rxdb/plugins/core';
import { createRevision, normalizeMangoQuery, now, prepareQuery } from 'rxdb/plugins/core';
import { map, type Observable, share } from 'rxjs';

import { queryDexie } from './query-dexie.ts';
import { belongsTo, orderOf } from './query-order.ts';
import type { ModifyOptions, RecordTable, TableQuery, Transition } from './record-table.ts';
import { type StoredDocument, toRecord } from './stored-document.ts';
import { isVacant, type StoredRecord } from './stored-record.ts';

/** RxDB's conflict status: the document changed since `previous` was read. */
const CONFLICT = 409;

/** Documents of one transaction at most: a user's edit waits for one of these, never for a whole bulk. */
const CHUNK = 500;

/**
 * `RecordTable` on one RxDB collection. It writes through the collection's storage instance with the revision that it
 * read, which makes every write a compare-and-set across tabs, and bulk writes one transaction. Documents are read
 * as plain data: no RxDocument is made, so 10,000 records cost no 10,000 proxies.
 */
export class RxRecordTable implements RecordTable {
  readonly changes$: Observable<ReadonlySet<string>>;
  readonly #database: RxDatabase;
  /** Changes of one tab take turns, so that only those of other tabs can collide with them. */
  #lastTurn: Promise<void> = Promise.resolve();
  readonly #storage: RxStorageInstance<StoredRecord, unknown, unknown>;

  constructor(collection: RxCollection<StoredRecord>) {
    this.#database = collection.database;
    this.#storage = collection.internalStorageInstance;
    this.changes$ = this.#storage.changeStream().pipe(
      map(({ events }) => new Set(events.map(({ documentId }) => documentId))),
      // Every view listens.
      share(),
    );
  }

  async modify(keys: readonly string[], transition: Transition, { assumeNew }: ModifyOptions = {}): Promise<void> {
    const distinct = [...new Set(keys)];
    for (let start = 0; start < distinct.length; start += CHUNK) {
      const chunk = distinct.slice(start, start + CHUNK);
      const turn = this.#lastTurn.then(() => this.#modifyChunk(chunk, transition, assumeNew));
      this.#lastTurn = turn.catch(() => undefined);
      await turn;
    }
  }

  async read(keys: readonly string[]): Promise<Map<string, StoredRecord>> {
    const found = await this.#find(keys);
    return new Map([...found].map(([key, document]) => [key, toRecord(document)]));
  }

  async query(query: TableQuery): Promise<readonly StoredRecord[]> {
    const found = await queryDexie(this.#storage, query);
    if (found) return found;

    // Another storage: its index answers what it can; the rest is done on the rows that it gives.
    const { entityCode, slots, sortSlot, descending, matches, limit } = query;
    const records = await this.#query({
      selector: { list: entityCode, ...slots },
      sort: [{ [sortSlot ?? 'k0']: 'asc' }],
      index: ['list', sortSlot ?? 'k0'],
      ...(sortSlot && !descending && !matches && { limit }),
    });
    return records
      .filter((record) => belongsTo(record, query))
      .sort(orderOf(query))
      .slice(0, limit);
  }

  queued(): Promise<readonly StoredRecord[]> {
    return this.#query({ selector: { queue: { $gt: '' } }, sort: [{ queue: 'asc' }], index: ['queue'] });
  }

  async all(): Promise<readonly StoredRecord[]> {
    const records = await this.#query({ selector: {}, sort: [{ key: 'asc' }] });
    return records.filter((record) => !isVacant(record));
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  async #modifyChunk(keys: readonly string[], transition: Transition, assumeNew = false): Promise<void> {
    // An insert of what is there already comes back as a conflict, with the document: the look-up in another guise.
    let found = assumeNew ? new Map<string, StoredDocument>() : await this.#find(keys);
    let open = keys;
    while (open.length > 0) {
      const rows = open.flatMap((key) => {
        const previous = found.get(key);
        const next = transition(previous && toRecord(previous), key);
        return next ? [{ ...(previous && { previous }), document: this.#toDocument(next, previous) }] : [];
      });
      if (rows.length === 0) return;
      const { error: errors } = await this.#storage.bulkWrite(rows, 'tidemark');
      found = new Map();
      for (const error of errors) {
        if (error.status !== CONFLICT)
          throw new Error(`record ${error.documentId} could not be written: ${error.status}`);
        found.set(error.documentId, error.documentInDb);
      }
      open = [...found.keys()];
    }
  }

  async #find(keys: readonly string[]): Promise<Map<string, StoredDocument>> {
    const documents = await this.#storage.findDocumentsById([...keys], true);
    return new Map(documents.map((document) => [document.key, document]));
  }

  async #query(query: MangoQuery<StoredRecord>): Promise<readonly StoredRecord[]> {
    const { schema } = this.#storage;
    const filled = normalizeMangoQuery(schema, query);
    // Every index begins with `_deleted`, as RxDB builds them.
    filled.selector = { ...filled.selector, _deleted: { $eq: false } };
    if (filled.index) filled.index = ['_deleted', ...filled.index];
    const { documents } = await this.#storage.query(prepareQuery(schema, filled));
    return documents.map(toRecord);
  }

  #toDocument(record: StoredRecord, previous: StoredDocument | undefined): StoredDocument {
    return {
      ...record,
      // An untouched record's data is its base: stored once.
      data: record.data === record.base ? null : record.data,
      // A vacant document is not deleted in RxDB's sense: it is out of every index instead (`list`, `queue`).
      _deleted: false,
      _attachments: {},
      _meta: { lwt: now() },
      _rev: createRevision(this.#database.token, previous),
    };
  }
}
