import type { Row } from '@tidemark/protocol';

import type { Mutation, RefusedMutation } from './mutation.ts';

/** One document of the store: everything the browser knows about one record. Every change of it is one atomic write. */
export interface StoredRecord {
  /** `entityCode|id`. */
  readonly key: string;
  readonly entityCode: string;
  readonly id: string;
  /** Version of the newest server row ever applied; kept when the record is gone; 0 where there never was one. */
  readonly version: number;
  /** The server's row; null where there is none (not confirmed yet, or gone). */
  readonly base: Row | null;
  /** Whether the server said with `base` that the user may only read it; false where there is no `base`. */
  readonly readOnly: boolean;
  /** Local writes on their way, in the order in which they were made. */
  readonly pending: readonly Mutation[];
  /** Local writes that the server refused, waiting for the user. */
  readonly refused: readonly RefusedMutation[];
  /** What the application sees: `base` with `pending` applied; null where it sees nothing. */
  readonly data: Row | null;
  /** The entity code where `data` is to be found by lists, else `''`: first part of every slot index. */
  readonly list: string;
  /** The first waiting mutation's id, else `''`: the outbox is the index over it. */
  readonly queue: string;
  /** Index slots: the values of the definition's `slots` in a text form that sorts as the values do. */
  readonly k0: string;
  readonly k1: string;
  readonly k2: string;
  readonly k3: string;
}

/** Whether the document holds nothing but the memory of a version: a gone record without waiting writes. */
export function isVacant(record: StoredRecord): boolean {
  return record.base === null && record.pending.length === 0 && record.refused.length === 0;
}

/** The document's primary key. */
export function recordKey(entityCode: string, id: string): string {
  return `${entityCode}|${id}`;
}

/** Splits a primary key into what it was made of. */
export function parseRecordKey(key: string): { entityCode: string; id: string } {
  const at = key.indexOf('|');
  return { entityCode: key.slice(0, at), id: key.slice(at + 1) };
}
