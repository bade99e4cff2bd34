import type { SnapshotToken } from '@tidemark/protocol';
import { Subject } from 'rxjs';

import type { RecordStore, ServerRow } from '../store/record-store.ts';
import { recordKey } from '../store/stored-record.ts';
import type { AnswerOrder } from './answer-order.ts';

export interface Answer {
  /** The number that `AnswerOrder.begin` gave the request. */
  readonly request: number;
  readonly rows: readonly ServerRow[];
  /** Keys that the server was asked for and does not have for this user. */
  readonly gone: readonly string[];
  /** The database snapshot in which the answer was read. */
  readonly snapshot?: SnapshotToken;
}

/**
 * The one way from an answer of the server into the store. It drops what is out of order, and everything where this
 * tab may not lead any more: a leader that was frozen must not apply answers from before another one took over.
 */
export class AnswerApplier {
  /** For each record, the snapshot in which it was last read: what a subscription to it may resume from. */
  readonly readAs = new Map<string, SnapshotToken>();
  /** Keys whose rows were just read, whether or not they were news. */
  readonly applied$ = new Subject<readonly string[]>();
  readonly #store: RecordStore;
  readonly #order: AnswerOrder;
  readonly #isLeading: () => boolean;

  constructor(store: RecordStore, order: AnswerOrder, isLeading: () => boolean) {
    this.#store = store;
    this.#order = order;
    this.#isLeading = isLeading;
  }

  /** Resolves to the keys whose part of the answer came too late to be used; they have to be fetched again. */
  async apply({ request, rows, gone, snapshot }: Answer): Promise<readonly string[]> {
    const late = new Set<string>();
    const admit = (isAdmitted: boolean, key: string): boolean => {
      if (isAdmitted) return true;
      late.add(key);
      return false;
    };
    const { entityCodes, keys } = summarise(rows);
    if (!entityCodes.every((code) => this.#store.catalogue.has(code)))
      throw new Error('the answer holds an unknown entity');
    await this.#store.applyRows(rows, (key, news) =>
      admit(this.#isLeading() && this.#order.admitRow(request, key, news), key),
    );
    await this.#store.applyGone(gone, (key) => admit(this.#isLeading() && this.#order.admitGone(request, key), key));
    if (snapshot) {
      for (const key of keys) if (!late.has(key)) this.readAs.set(key, snapshot);
    }
    for (const key of gone) this.readAs.delete(key);
    this.applied$.next(keys);
    return [...late];
  }
}

function summarise(rows: readonly ServerRow[]): { entityCodes: readonly string[]; keys: readonly string[] } {
  return {
    entityCodes: [...new Set(rows.map(({ entityCode }) => entityCode))],
    keys: rows.map(({ entityCode, row }) => recordKey(entityCode, row.id)),
  };
}
