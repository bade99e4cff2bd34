import type { SlotName } from '@tidemark/entity-model';
import type { Observable } from 'rxjs';

import type { StoredRecord } from './stored-record.ts';

/** A query that a table can answer: one entity, a sort, and a test that each row has to pass. */
export interface TableQuery {
  readonly entityCode: string;
  /** Slot values that must be equal; the table answers them by index or by reading. */
  readonly slots: Readonly<Partial<Record<SlotName, string>>>;
  /** The slot to sort by; without one, `compare` decides. Ties are broken by key. */
  readonly sortSlot?: SlotName;
  readonly descending: boolean;
  /** Further conditions, and those whose slot form is not exact. */
  readonly matches?: (record: StoredRecord) => boolean;
  /** Sorts where no slot does; ascending, before `descending` turns it round. */
  readonly compare?: (left: StoredRecord, right: StoredRecord) => number;
  readonly limit: number;
}

/** Computes the next state of a document; `undefined` leaves it as it is. Called again where somebody else was faster. */
export type Transition = (record: StoredRecord | undefined, key: string) => StoredRecord | undefined;

export interface ModifyOptions {
  /**
   * The transition may be called as though there were no document, and again with the one that there is: then new
   * documents need not be looked for first, and known ones cost no more.
   */
  readonly assumeNew?: boolean;
}

/**
 * The documents of one user, shared by all tabs. Two implementations: RxDB (`rx-record-table.ts`) and, for
 * simulations, memory (`testing/memory-record-table.ts`); one set of specs holds both to this contract.
 */
export interface RecordTable {
  /**
   * Changes each named document by one atomic compare-and-set: no write of another tab is ever overwritten unseen.
   * Resolves when the changes are durable. A document that came out vacant is kept out of every query, but `read`
   * and `modify` still see it.
   */
  modify(keys: readonly string[], transition: Transition, options?: ModifyOptions): Promise<void>;
  /** The named documents that exist. */
  read(keys: readonly string[]): Promise<Map<string, StoredRecord>>;
  query(query: TableQuery): Promise<readonly StoredRecord[]>;
  /** Documents with pending or refused mutations, by the first one's id. */
  queued(): Promise<readonly StoredRecord[]>;
  /** Every document that is not vacant. */
  all(): Promise<readonly StoredRecord[]>;
  /** Keys of the documents that this or another tab has changed, after they are visible to reads. */
  readonly changes$: Observable<ReadonlySet<string>>;
  /** Closes the table; later calls reject. */
  close(): Promise<void>;
}
