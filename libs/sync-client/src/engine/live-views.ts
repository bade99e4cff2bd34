import type { EntityDefinition } from '@tidemark/entity-model';
import {
  BehaviorSubject,
  combineLatest,
  distinctUntilChanged,
  first,
  map,
  type Observable,
  of,
  ReplaySubject,
  Subscription,
  switchMap,
  tap,
} from 'rxjs';

import type { InterestRegistry } from '../interest/interest-registry.ts';
import { compileQuery } from '../store/compile-query.ts';
import { listKey, type ListQuery } from '../store/list-query.ts';
import type { RecordStore } from '../store/record-store.ts';
import { recordKey, type StoredRecord } from '../store/stored-record.ts';
import type { LeaderReport } from '../tabs/leader-report.ts';
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
  const running = new Subscription();
  const limit$ = new BehaviorSubject(pageSize);
  const records$ = new ReplaySubject<readonly StoredRecord[]>(1);
  // Whether the local store has rows behind those shown: without a network nothing else can say.
  const hasMoreHere$ = new BehaviorSubject(false);
  const key = listKey(query);
  const listState$ = report$.pipe(
    map(({ lists }) => lists.find(([name]) => name === key)?.[1]),
    distinctUntilChanged(),
  );
  let hasMoreThere = false;
  let shown: readonly StoredRecord[] = [];
  // Rows that left the list leave a gap at its end: it is filled by asking for more.
  let deficit = 0;

  const publishClaim = (): void => {
    const limit = Math.min(MAX_ROWS, limit$.value + deficit);
    claim.set({ keys: confirmedKeys(shown), lists: [{ ...query, limit }] });
  };
  const take = (records: readonly StoredRecord[], limit: number): void => {
    shown = records.slice(0, limit);
    if (hasMoreThere && shown.length < limit) deficit = Math.min(MAX_ROWS, deficit + limit - shown.length);
    publishClaim();
    hasMoreHere$.next(records.length > limit);
    records$.next(shown);
  };
  const watch = (limit: number): Observable<readonly StoredRecord[]> =>
    store.watchQuery(compileQuery(query, limit + 1, store.catalogue)).pipe(tap((records) => take(records, limit)));
  let rows = Subscription.EMPTY;
  running.add(
    limit$.subscribe((limit) => {
      rows.unsubscribe();
      rows = watch(limit).subscribe();
    }),
  );
  running.add(() => rows.unsubscribe());
  running.add(listState$.subscribe((state) => (hasMoreThere = state?.hasMore ?? false)));

  // The word that the list is loaded may be ahead of its rows, which the watched query still reads: a list that is
  // empty until then is read once more before it is called so.
  let isRead = false;
  const readState$ = listState$.pipe(
    switchMap((state) => {
      if (isRead || !state?.isLoaded || shown.length > 0) return of(state);
      return watch(limit$.value).pipe(
        first(),
        tap(() => (isRead = true)),
        map(() => state),
      );
    }),
  );
  const state$ = combineLatest([records$, readState$, hasMoreHere$]).pipe(
    map(([records, state, hasMoreHere]): LiveState => {
      const isLoaded = state?.isLoaded ?? false;
      const isLoading = !isLoaded && records.length === 0 && state?.error === undefined;
      return {
        isLoading,
        stale: !isLoaded,
        hasMore: hasMoreHere || (state?.hasMore ?? false),
        ...(state?.error && { error: state.error }),
      };
    }),
    distinctUntilChanged((left, right) => JSON.stringify(left) === JSON.stringify(right)),
  );
  return {
    rows$: records$.pipe(map((records) => records.flatMap((record) => toView<E>(record) ?? []))),
    state$,
    loadMore: () => {
      if (hasMoreThere || hasMoreHere$.value) limit$.next(limit$.value + pageSize);
    },
    release: () => {
      running.unsubscribe();
      claim.release();
      records$.complete();
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
    map(([record, { isCurrent, error }]): LiveState => {
      const isUnknown = record === undefined;
      return { isLoading: isUnknown && !isCurrent, stale: !isCurrent, hasMore: false, ...(error && { error }) };
    }),
    distinctUntilChanged((left, right) => JSON.stringify(left) === JSON.stringify(right)),
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
