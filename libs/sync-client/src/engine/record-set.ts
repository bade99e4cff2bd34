import type { EntityDefinition, EntityInput, EntityPatch } from '@tidemark/entity-model';
import type { Observable } from 'rxjs';

import type { FindQuery } from './find-query.ts';
import type { RecordView } from './record-view.ts';
import type { SyncProblem } from './sync-status.ts';
import type { WriteOutcome } from './write-outcome.ts';

/** How far what a view shows can be trusted. */
export interface LiveState {
  /** Whether nothing is shown yet because the first answer, local or remote, is still awaited. */
  readonly isLoading: boolean;
  /** Whether the rows come from the local store and the server has not confirmed them since the view opened. */
  readonly stale: boolean;
  /** Whether there are more rows than are shown, on the server or in the local store. */
  readonly hasMore: boolean;
  /** Why the server's answer could not be had; the rows from the local store are still shown. */
  readonly error?: SyncProblem;
}

/** A list that keeps itself current until it is released. The observables never error. */
export interface LiveQuery<E extends EntityDefinition> {
  readonly rows$: Observable<readonly RecordView<E>[]>;
  readonly state$: Observable<LiveState>;
  /** Loads the next page, if there is one: a page at a time, so nothing happens until the last one is here. */
  loadMore(): void;
  /** Ends the view's interest; the rows stay in the store. */
  release(): void;
}

/** One record that keeps itself current until it is released. */
export interface LiveRecord<E extends EntityDefinition> {
  /** `undefined` while the record is unknown, gone, or not readable. */
  readonly view$: Observable<RecordView<E> | undefined>;
  readonly state$: Observable<LiveState>;
  release(): void;
}

/** The records of one entity. Writes resolve as soon as they are in the local store, online or not. */
export interface RecordSet<E extends EntityDefinition> {
  find(query?: FindQuery<E>): LiveQuery<E>;
  get(id: string): LiveRecord<E>;
  /** Resolves to the new record's id (UUIDv7 unless the input brings one). Rejects where the local store cannot take it. */
  create(input: EntityInput<E>): Promise<string>;
  /** Rejects where the record is not in the local store. Fields that already hold the value are not sent. */
  patch(id: string, fields: EntityPatch<E>): Promise<string>;
  remove(id: string): Promise<string>;
  /** What becomes of the record's writes that wait now; `pending` where the server does not answer in time. */
  outcome(id: string, patienceMs: number): Promise<WriteOutcome>;
}
