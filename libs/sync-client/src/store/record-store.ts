import type { Problem, PushResult, Row } from '@tidemark/protocol';
import { type Observable, Subject } from 'rxjs';

import type { EntityCatalogue } from './entity-catalogue.ts';
import { liveQuery } from './live-query.ts';
import type { FieldValues, Mutation } from './mutation.ts';
import { patchRows } from './patch-rows.ts';
import type { ModifyOptions, RecordTable, TableQuery, Transition } from './record-table.ts';
import { recordKey, type StoredRecord } from './stored-record.ts';
import { isNewer, Transitions } from './transitions.ts';

/** A server row and whose it is. */
export interface ServerRow {
  readonly entityCode: string;
  readonly row: Row;
  /** Whether the user may only read it. */
  readonly readOnly: boolean;
}

/** What is to be known of a row before it may be applied. */
export interface RowNews {
  /** Whether the record is held at the row's version, and only what the user may do with it differs. */
  readonly isHeld: boolean;
}

/**
 * The store's verbs. Each changes documents through one atomic write per document, whatever other tabs do meanwhile;
 * a failed write rejects and is also told to `failures$`, so that nobody can overlook it.
 */
export class RecordStore {
  readonly catalogue: EntityCatalogue;
  /** Storage failures (quota, a database that the browser closed), and null when a write works again. */
  readonly failures$ = new Subject<unknown>();
  readonly #table: RecordTable;
  readonly #transitions: Transitions;

  constructor(table: RecordTable, catalogue: EntityCatalogue) {
    this.#table = table;
    this.catalogue = catalogue;
    this.#transitions = new Transitions(catalogue);
  }

  get changes$(): Observable<ReadonlySet<string>> {
    return this.#table.changes$;
  }

  /**
   * Applies rows of one answer. `mayApply` says for each key whether the answer is still in order (`AnswerOrder`); it
   * is asked again where a write has to be repeated.
   */
  async applyRows(rows: readonly ServerRow[], mayApply: (key: string, news: RowNews) => boolean): Promise<void> {
    const byKey = new Map(rows.map((one) => [recordKey(one.entityCode, one.row.id), one]));
    const apply: Transition = (record, key) => {
      const given = byKey.get(key);
      if (!given) return undefined;
      const { row, readOnly } = given;
      const isHeld = !!record?.base && record.version === row.version && record.readOnly !== readOnly;
      return mayApply(key, { isHeld }) ? this.#transitions.applyRow(record, key, row, { readOnly }) : undefined;
    };
    await this.#modify([...byKey.keys()], apply, { assumeNew: true });
  }

  /** Applies "not there" for each key, where the answer is still in order. */
  async applyGone(keys: readonly string[], mayApply: (key: string) => boolean): Promise<void> {
    await this.#modify(keys, (record, key) => (mayApply(key) ? this.#transitions.applyGone(record, key) : undefined));
  }

  /** Adds a local write; `compose` sees the present record and may decline with `undefined`, or throw. */
  async enqueue(key: string, compose: (record: StoredRecord | undefined) => Mutation | undefined): Promise<void> {
    let rejection: Error | undefined;
    await this.#modify([key], (record) => {
      rejection = undefined;
      try {
        const mutation = compose(record);
        return mutation && this.#transitions.enqueue(record, key, mutation);
      } catch (error) {
        rejection = error instanceof Error ? error : new Error(String(error));
        return undefined;
      }
    });
    if (rejection) throw rejection;
  }

  acknowledge(key: string, mutationId: string, result: PushResult): Promise<void> {
    return this.#modify([key], (record) => this.#transitions.acknowledge(record, mutationId, result));
  }

  refuse(key: string, mutationId: string, problem: Problem, refusedAt: number): Promise<void> {
    return this.#modify([key], (record) => this.#transitions.refuse(record, mutationId, problem, refusedAt));
  }

  postpone(key: string, mutationId: string, nextRetryAt: number, problem: Problem | undefined): Promise<void> {
    return this.#modify([key], (record) => this.#transitions.postpone(record, mutationId, nextRetryAt, problem));
  }

  discard(key: string, mutationId: string): Promise<void> {
    return this.#modify([key], (record) => this.#transitions.discard(record, mutationId));
  }

  requeue(
    key: string,
    mutationId: string,
    next: { mutationId: string; fields?: FieldValues; queuedAt: number },
  ): Promise<void> {
    return this.#modify([key], (record) => this.#transitions.requeue(record, mutationId, next));
  }

  read(keys: readonly string[]): Promise<Map<string, StoredRecord>> {
    return this.#table.read(keys);
  }

  queued(): Promise<readonly StoredRecord[]> {
    return this.#table.queued();
  }

  /** Of the keys with a version, those whose record is not yet at that version or is gone. */
  async outdated(versions: ReadonlyMap<string, number>): Promise<readonly string[]> {
    const records = await this.#table.read([...versions.keys()]);
    return [...versions].flatMap(([key, version]) => {
      const record = records.get(key);
      return !record || record.base === null || isNewer(record, version) ? [key] : [];
    });
  }

  /** The rows of a query, again after every change of them. Never errors. */
  watchQuery(query: TableQuery): Observable<readonly StoredRecord[]> {
    return liveQuery(
      async (rows, changed) => {
        const patched = rows && patchRows(rows, changed, await this.#table.read([...changed]), query);
        return patched ?? this.#table.query(query);
      },
      this.#table.changes$,
      (key) => key.startsWith(`${query.entityCode}|`),
      (error) => this.failures$.next(error),
    );
  }

  watchRecord(key: string): Observable<StoredRecord | undefined> {
    return liveQuery(
      async () => (await this.#table.read([key])).get(key),
      this.#table.changes$,
      (changed) => changed === key,
      (error) => this.failures$.next(error),
    );
  }

  /** Documents with pending or refused mutations. */
  watchQueued(): Observable<readonly StoredRecord[]> {
    return liveQuery(
      () => this.#table.queued(),
      this.#table.changes$,
      () => true,
      (error) => this.failures$.next(error),
    );
  }

  close(): Promise<void> {
    return this.#table.close();
  }

  async #modify(keys: readonly string[], transition: Transition, options?: ModifyOptions): Promise<void> {
    if (keys.length === 0) return;
    try {
      await this.#table.modify(keys, transition, options);
      this.failures$.next(null);
    } catch (error) {
      this.failures$.next(error);
      throw error;
    }
  }
}
