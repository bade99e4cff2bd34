import { pageSchema, SNAPSHOT_HEADER, type SnapshotToken, snapshotTokenSchema } from '@tidemark/protocol';
import { BehaviorSubject } from 'rxjs';

import { backoffMs } from '../connection/backoff.ts';
import type { RestClient, RestOutcome } from '../connection/rest-client.ts';
import type { SyncProblem } from '../engine/sync-status.ts';
import type { Tuning } from '../engine/tuning.ts';
import type { ListInterest } from '../interest/interest.ts';
import type { Clock } from '../ports/clock.ts';
import { listKey } from '../store/list-query.ts';
import { recordKey } from '../store/stored-record.ts';
import type { AnswerApplier } from './answer-applier.ts';
import type { AnswerOrder } from './answer-order.ts';
import { listPath } from './list-path.ts';
import { toServerRows } from './to-server-rows.ts';

/** What the tabs are told about a list. */
export interface ListState {
  /** Whether the server's rows have arrived since the list was first shown. */
  readonly isLoaded: boolean;
  /** Rows asked for so far, from the start of the list; the server has answered them. */
  readonly reached: number;
  readonly hasMore: boolean;
  readonly error?: SyncProblem;
}

export const NOT_LOADED: ListState = { isLoaded: false, reached: 0, hasMore: false };

/** A list in the loader's books. */
interface LoadedList {
  interest: ListInterest;
  state: ListState;
  cursor: string | null;
  /** Of the first page, for polling. */
  etag: string | null;
  /** The first page's snapshot: changes since then are still to be told. */
  readAs: SnapshotToken | undefined;
  /** Keys of the rows that its pages held. */
  keys: Set<string>;
  isDirty: boolean;
  isLoading: boolean;
  failures: number;
  /** Whether the pause after a failure is not over: whatever makes other lists load, this one waits. */
  isWaiting: boolean;
}

export interface ListLoaderOptions {
  readonly rest: RestClient;
  readonly order: AnswerOrder;
  readonly applier: AnswerApplier;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tuning: Tuning;
  /** Rows that arrived out of order and have to be fetched by id. */
  onLate(keys: readonly string[]): void;
  onSignedOut(): void;
}

/** Rows of one request at most. */
const PAGE_ROWS = 500;

/** Loads the pages of every list that is shown in any tab, each list once, and again when it may have changed unseen. */
export class ListLoader {
  readonly lists$ = new BehaviorSubject<ReadonlyMap<string, ListState>>(new Map());
  readonly #options: ListLoaderOptions;
  readonly #lists = new Map<string, LoadedList>();
  #isPaused = true;
  #isStopped = false;

  constructor(options: ListLoaderOptions) {
    this.#options = options;
  }

  /** Replaces what is shown. */
  want(interests: readonly ListInterest[]): void {
    const wanted = new Map(interests.map((interest) => [listKey(interest), interest]));
    for (const key of this.#lists.keys()) if (!wanted.has(key)) this.#lists.delete(key);
    for (const [key, interest] of wanted) {
      const list = this.#lists.get(key);
      if (list) list.interest = interest;
      else this.#lists.set(key, newList(interest));
    }
    this.#publish();
    this.#run();
  }

  /** Loads lists again from the start, where `concerns` says so. */
  reload(concerns: (key: string, interest: ListInterest) => boolean = () => true): void {
    for (const [key, list] of this.#lists) if (concerns(key, list.interest)) list.isDirty = true;
    this.#run();
  }

  /** The lists that have been loaded, with the snapshot of their first page. */
  loaded(): readonly { key: string; interest: ListInterest; readAs: SnapshotToken | undefined }[] {
    return [...this.#lists].flatMap(([key, { interest, state, readAs }]) =>
      state.isLoaded ? [{ key, interest, readAs }] : [],
    );
  }

  /** Keys of all rows that the lists' pages held. */
  keys(): ReadonlySet<string> {
    return new Set([...this.#lists.values()].flatMap(({ keys }) => [...keys]));
  }

  /** Whether every list is as its last signal left it. */
  get isSettled(): boolean {
    return [...this.#lists.values()].every((list) => list.state.isLoaded && !isDue(list) && !list.isLoading);
  }

  /** Resuming forgets earlier failures, and asks again what was refused: it may be another server that answers. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    for (const list of this.#lists.values()) {
      list.failures = 0;
      list.isWaiting = false;
      list.isDirty ||= list.state.error !== undefined;
    }
    this.#run();
  }

  stop(): void {
    this.#isStopped = true;
    this.#lists.clear();
  }

  #run(): void {
    if (this.#isPaused || this.#isStopped) return;
    for (const [key, list] of this.#lists) {
      if (isDue(list) && !list.isLoading && !list.isWaiting) void this.#load(key, list);
    }
  }

  async #load(key: string, list: LoadedList): Promise<void> {
    list.isLoading = true;
    const failed = await this.#loadPage(list);
    list.isLoading = false;
    if (this.#isStopped || this.#lists.get(key) !== list) return;
    list.failures = failed ? list.failures + 1 : 0;
    this.#publish();
    if (!failed) return this.#run();
    const { clock, random, tuning } = this.#options;
    const delayMs = backoffMs(list.failures, tuning, random);
    list.isWaiting = true;
    clock.setTimeout(
      () => {
        list.isWaiting = false;
        this.#run();
      },
      Math.max(delayMs, 1),
    );
  }

  /** Loads the first page of a dirty list, or the next one. Whether it failed. */
  async #loadPage(list: LoadedList): Promise<boolean> {
    const { rest, order, onSignedOut } = this.#options;
    const isFirst = list.isDirty;
    // Before the request: a change that is told meanwhile makes the list dirty again.
    list.isDirty = false;
    const from = isFirst ? 0 : list.state.reached;
    const rows = Math.min(PAGE_ROWS, Math.max(1, list.interest.limit - from));
    const request = order.begin();
    try {
      const outcome = await rest.request({
        method: 'GET',
        path: listPath(list.interest, { limit: rows, cursor: isFirst ? null : list.cursor }),
        ...(isFirst && list.etag && { headers: { 'if-none-match': list.etag } }),
      });
      if (outcome.kind === 'signed-out') onSignedOut();
      if (outcome.kind !== 'answer') return this.#failed(list, isFirst, outcome);
      if (outcome.status !== 304) await this.#apply(list, { request, outcome, isFirst, rows });
      const { error: _, ...state } = list.state;
      list.state = { ...state, isLoaded: true };
      return false;
    } catch {
      // The store failed, or the answer was not a page: both are tried again.
      list.isDirty ||= isFirst;
      return true;
    } finally {
      order.end(request);
    }
  }

  async #apply(
    list: LoadedList,
    page: { request: number; outcome: Extract<RestOutcome, { kind: 'answer' }>; isFirst: boolean; rows: number },
  ): Promise<void> {
    const { applier, onLate } = this.#options;
    const { entityCode } = list.interest;
    const { items, nextCursor, readOnly } = pageSchema.parse(page.outcome.body);
    const snapshot = snapshotTokenSchema.safeParse(page.outcome.header(SNAPSHOT_HEADER));
    const late = await applier.apply({
      request: page.request,
      rows: toServerRows({ entityCode, items, readOnly }),
      gone: [],
      ...(snapshot.success && { snapshot: snapshot.data }),
    });
    if (page.isFirst) {
      list.etag = page.outcome.header('etag');
      list.readAs = snapshot.data;
      list.keys = new Set();
    }
    for (const { id } of items) list.keys.add(recordKey(entityCode, id));
    list.cursor = nextCursor;
    const reached = (page.isFirst ? 0 : list.state.reached) + page.rows;
    list.state = { ...list.state, reached, hasMore: nextCursor !== null };
    if (late.length > 0) onLate(late);
  }

  #failed(list: LoadedList, isFirst: boolean, outcome: Exclude<RestOutcome, { kind: 'answer' }>): boolean {
    const problem = 'problem' in outcome ? outcome.problem : undefined;
    list.state = {
      ...list.state,
      error: { code: problem?.code ?? 'UNREACHABLE', message: problem?.detail ?? 'The server did not answer.' },
    };
    if (outcome.kind !== 'refused') {
      list.isDirty ||= isFirst;
      return true;
    }
    // Asking the same again is of no use; the view shows the error and what the local store has.
    list.state = { ...list.state, hasMore: false };
    return false;
  }

  #publish(): void {
    this.lists$.next(new Map([...this.#lists].map(([key, { state }]) => [key, state])));
  }
}

function newList(interest: ListInterest): LoadedList {
  return {
    interest,
    state: NOT_LOADED,
    cursor: null,
    etag: null,
    readAs: undefined,
    keys: new Set(),
    isDirty: true,
    isLoading: false,
    failures: 0,
    isWaiting: false,
  };
}

/** Whether a request is needed: from the start, or for the next page. */
function isDue(list: LoadedList): boolean {
  return list.isDirty || (list.state.hasMore && list.cursor !== null && list.state.reached < list.interest.limit);
}
