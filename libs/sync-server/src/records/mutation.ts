import type { Row, SnapshotToken } from '@tidemark/protocol';

import type { Table } from './table.ts';

/** A write as asked for, by whatever route it came: REST, a push, a restore. */
export interface Mutation {
  readonly table: Table;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  /** Absent where a CREATE leaves the id to the database. */
  readonly id?: string;
  /** As the caller sent them; not yet validated. */
  readonly fields?: unknown;
  /** The version that the edit was made on; null writes whatever the version is. */
  readonly baseVersion: number | null;
  /** Whether a CREATE brings a deleted record back: then the request names no fields, they come from the log. */
  readonly isRestore?: boolean;
  /** Idempotency key, a UUID. */
  readonly key?: string;
}

/** What a write came to. */
export interface Outcome {
  readonly status: 200 | 201 | 204;
  /** The row after the write; null after a DELETE. */
  readonly row: Row | null;
  /** The version that the write gave the record. */
  readonly version: number;
  readonly snapshot: SnapshotToken;
  /** Of an UPDATE: those who hold the record by id here and may read it since. Whoever is left out the tail tells. */
  readonly readers?: readonly string[];
  /** Whether this is the stored answer of an earlier request with the same key. */
  readonly replayed: boolean;
}
