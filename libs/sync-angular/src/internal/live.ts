import { assertInInjectionContext, computed, inject, type Signal, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { LiveState, SyncEngine, SyncProblem } from '@tidemark/sync-client';
import { EMPTY, Observable, switchMap } from 'rxjs';

import { SyncHost } from './sync-host.ts';

/** What a resource wants to see of the engine: compared by `key`, so that an equal query does not start anew. */
export interface Wanted<Live> {
  /** Same key, same view. */
  readonly key: string;
  /** Same subject: the former value stays on the screen until the new one is there (another sort order, say). */
  readonly subject: string;
  open(engine: SyncEngine): Live;
}

interface Shown<Value> {
  readonly subject: string;
  readonly value: Value;
  readonly state: LiveState;
}

/** The signals that records and record resources have in common. */
export interface LiveSignals<Value, Live> {
  readonly value: Signal<Value>;
  readonly isLoading: Signal<boolean>;
  readonly stale: Signal<boolean>;
  readonly hasMore: Signal<boolean>;
  readonly error: Signal<SyncProblem | undefined>;
  /** The open view; undefined while nothing is wanted or no engine is open. */
  readonly live: Signal<Live | undefined>;
}

const OPENING: LiveState = { isLoading: true, stale: true, hasMore: false };

/**
 * Connects a view of the engine with the injection context it is called in: opened when wanted, replaced when the wish
 * or the user changes, released when the context is destroyed.
 */
export function injectLive<Value, Live extends { readonly state$: Observable<LiveState>; release(): void }>(
  caller: (...args: never[]) => unknown,
  wanted: () => Wanted<Live> | undefined,
  values: (live: Live) => Observable<Value>,
  empty: Value,
): LiveSignals<Value, Live> {
  assertInInjectionContext(caller);
  const host = inject(SyncHost);
  const wish = computed(wanted, { equal: (a, b) => a?.key === b?.key });
  const source = computed(() => ({ engine: host.engine(), wish: wish() }), {
    equal: (a, b) => a.engine === b.engine && a.wish?.key === b.wish?.key,
  });
  const shown = signal<Shown<Value> | undefined>(undefined);
  const live = signal<Live | undefined>(undefined);

  toObservable(source)
    .pipe(
      switchMap(({ engine, wish: next }) => (engine && next ? opened(engine, next) : EMPTY)),
      takeUntilDestroyed(),
    )
    .subscribe();

  function opened(engine: SyncEngine, next: Wanted<Live>): Observable<never> {
    return new Observable<never>(() => {
      const view = next.open(engine);
      live.set(view);
      let state: LiveState = OPENING;
      let held: { value: Value } | undefined;
      const show = () => {
        if (held) shown.set({ subject: next.subject, value: held.value, state });
      };
      const subscription = view.state$.subscribe((it) => {
        state = it;
        show();
      });
      subscription.add(
        values(view).subscribe((value) => {
          held = { value };
          show();
        }),
      );
      return () => {
        subscription.unsubscribe();
        view.release();
        live.set(undefined);
      };
    });
  }

  /** What is shown, unless it belongs to another subject than the one wanted now, or to another user. */
  const present = computed(() => {
    const it = shown();
    return host.engine() && it && it.subject === wish()?.subject ? it : undefined;
  });
  return {
    value: computed(() => present()?.value ?? empty),
    isLoading: computed(() => wish() !== undefined && !host.openFailure() && (present()?.state.isLoading ?? true)),
    stale: computed(() => present()?.state.stale ?? true),
    hasMore: computed(() => present()?.state.hasMore ?? false),
    error: computed(() => present()?.state.error ?? openProblem(host.openFailure())),
    live: live.asReadonly(),
  };
}

function openProblem(failure: Error | undefined): SyncProblem | undefined {
  return failure && { code: 'STORAGE_FAILED', message: failure.message };
}
