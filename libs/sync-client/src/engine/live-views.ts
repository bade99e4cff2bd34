import type { EntityDefinition } from '@tidemark/entity-model';
import {
  BehaviorSubject,
  combineLatest,
  distinctUntilChanged,
  map,
  type Observable,
  ReplaySubject,
  Subscription,
  switchMap,
} from 'rxjs';

import type { InterestRegistry } from '../interest/interest-registry.ts';
import { type ListState, NOT_LOADED } from '../refetch/list-loader.ts';
import { compileQuery } from '../store/compile-query.ts';
import { listKey, type ListQuery } from '../store/list-query.ts';
import type { RecordStore } from '../store/record-store.ts';
import { recordKey, type StoredRecord } from '../store/stored-record.ts';
import type { LeaderReport } from '../tabs/leader-report.ts';
import { isAlike } from './is-alike.ts';
import type { LiveQuery, LiveRecord, LiveState } from './record-set.ts';
import type { RecordView } from './record-view.ts';
import { toView } from './to-view.ts';

export interface LiveViewOptions {
  readonly store: RecordStore;
  readonly registry: InterestRegistry;
  /** What the leading tab says about lists and the connection. */
  readonly report$: Observable<LeaderReport>;
}

/** Rows that a list may show; far above what a page can sensibly hold. */
const MAX_ROWS = 10_000;

/** What a list's query found in the store, and what the leading tab had said of the list before the query began. */
interface Found {
  readonly shown: readonly StoredRecord[];
  /** Whether the store has rows behind those shown: without a network nothing else can say. */
  readonly hasMoreHere: boolean;
  readonly limit: number;
  readonly told: ListState;
}

/**
 * A list: its rows come from the local store, its freshness from what it claims: the list itself (loaded page by page)
 * and the records that it shows.
 */
export function liveList<E extends EntityDefinition>(
  query: ListQuery,
  pageSize: number,
  { store, registry, report$ }: LiveViewOptions,
): LiveQuery<E> {
  const claim = registry.claim();
  const limit$ = new BehaviorSubject(pageSize);
  const found$ = new ReplaySubject<Found>(1);
  const key = listKey(query);
  const told$ = report$.pipe(
    map(({ lists }) => lists.find(([name]) => name === key)?.[1] ?? NOT_LOADED),
    distinctUntilChanged(isAlike),
  );
  // Rows that left the list leave a gap at its end: it is filled by asking for more.
  let deficit = 0;
  let mayGrow = false;

  // The word that a page is loaded may be ahead of its rows, which a query already running may not find: the store is
  // asked again with every word, so that rows and word belong together.
  const running = combineLatest([limit$, told$])
    .pipe(
      switchMap(([limit, told]) =>
        store.watchQuery(compileQuery(query, limit + 1, store.catalogue)).pipe(
          map((records): Found => ({
            shown: records.slice(0, limit),
            hasMoreHere: records.length > limit,
            limit,
            told,
          })),
        ),
      ),
    )
    .subscribe((found) => {
      const { shown, hasMoreHere, limit, told } = found;
      const hasMoreThere = told.hasMore && told.reached >= Math.min(MAX_ROWS, limit + deficit);
      if (hasMoreThere) deficit = Math.min(MAX_ROWS, deficit + limit - shown.length);
      // A page at a time: the next one once the last is here, without a gap.
      mayGrow = limit < MAX_ROWS && shown.length === limit && (hasMoreHere || hasMoreThere);
      claim.set({ keys: confirmedKeys(shown), lists: [{ ...query, limit: Math.min(MAX_ROWS, limit + deficit) }] });
      found$.next(found);
    });

  const state$ = found$.pipe(
    map(({ shown, hasMoreHere, told: { isLoaded, hasMore, error } }): LiveState => ({
      isLoading: !isLoaded && shown.length === 0 && error === undefined,
      stale: !isLoaded,
      hasMore: hasMoreHere || hasMore,
      ...(error && { error }),
    })),
    distinctUntilChanged(isAlike),
  );
  return {
    rows$: found$.pipe(map(({ shown }) => shown.flatMap((record) => toView<E>(record) ?? []))),
    state$,
    loadMore: () => {
      if (!mayGrow) return;
      mayGrow = false;
      limit$.next(limit$.value + pageSize);
    },
    release: () => {
      running.unsubscribe();
      claim.release();
      found$.complete();
    },
  };
}

/** One record, fetched and subscribed for as long as it is shown. */
export function liveRecord<E extends EntityDefinition>(
  entityCode: string,
  id: string,
  { store, registry, report$ }: LiveViewOptions,
): LiveRecord<E> {
  const key = recordKey(entityCode, id);
  const claim = registry.claim();
  const running = new Subscription();
  const record$ = new ReplaySubject<StoredRecord | undefined>(1);
  let isClaimed = false;
  running.add(
    store.watchRecord(key).subscribe((record) => {
      // A record that the server has not confirmed yet is not known there: there is nothing to subscribe to.
      const isUnborn = record !== undefined && record.version === 0 && record.queue !== '';
      if (isClaimed === isUnborn) claim.set({ keys: isUnborn ? [] : [key], lists: [] });
      isClaimed = !isUnborn;
      record$.next(record);
    }),
  );
  const view$: Observable<RecordView<E> | undefined> = record$.pipe(map((record) => toView<E>(record)));
  const state$ = combineLatest([record$, report$]).pipe(
    map(([record, { isCurrent, error: problem }]): LiveState => {
      const error = problem?.entityCode === entityCode ? problem : undefined;
      const isLoading = record === undefined && !isCurrent && !error;
      return { isLoading, stale: !isCurrent, hasMore: false, ...(error && { error }) };
    }),
    distinctUntilChanged(isAlike),
  );
  return {
    view$,
    state$,
    release: () => {
      running.unsubscribe();
      claim.release();
      record$.complete();
    },
  };
}

/** Records that the server knows: what can be subscribed to. */
function confirmedKeys(records: readonly StoredRecord[]): readonly string[] {
  return records.filter(({ version }) => version > 0).map(({ key }) => key);
}
