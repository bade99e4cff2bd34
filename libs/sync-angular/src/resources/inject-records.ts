import { computed, type Signal } from '@angular/core';
import type { EntityDefinition, EntityRow } from '@tidemark/entity-model';
import type { FindQuery, LiveQuery, RecordView, SyncProblem } from '@tidemark/sync-client';

import { injectLive } from '../internal/live.ts';

/** A live list, as signals. */
export interface RecordsResource<E extends EntityDefinition> {
  /** The rows with the user's own unsent edits applied; empty while loading. */
  readonly value: Signal<readonly EntityRow<E>[]>;
  /** The same with what is pending and refused of each. */
  readonly views: Signal<readonly RecordView<E>[]>;
  /** Whether nothing can be shown yet. */
  readonly isLoading: Signal<boolean>;
  /** Why the server could not be asked; local rows are shown all the same. */
  readonly error: Signal<SyncProblem | undefined>;
  /** Whether the rows come from this browser and the server has not confirmed them since the list opened. */
  readonly stale: Signal<boolean>;
  /** How many of the shown rows have writes that are not sent yet. */
  readonly pending: Signal<number>;
  /** Whether there are more rows than are shown, on the server or in this browser. */
  readonly hasMore: Signal<boolean>;
  loadMore(): void;
}

/**
 * A list that keeps itself current until the injection context is destroyed. The query function is reactive: signals
 * that it reads change the list. `undefined` asks for nothing.
 *
 * @example
 * readonly projects = injectRecords(Project, () => ({ where: { status: this.status() }, orderBy: 'dueOn' }));
 */
export function injectRecords<E extends EntityDefinition>(
  entity: E | (() => E),
  query: () => FindQuery<E> | undefined = () => ({}),
): RecordsResource<E> {
  const live = injectLive<readonly RecordView<E>[], LiveQuery<E>>(
    injectRecords,
    () => {
      const definition = typeof entity === 'function' ? entity() : entity;
      const asked = query();
      if (!asked) return undefined;
      return {
        key: `${definition.code} ${JSON.stringify(asked)}`,
        subject: definition.code,
        open: (engine) => engine.records(definition).find(asked),
      };
    },
    (view) => view.rows$,
    [],
  );
  return {
    value: computed(() => live.value().map((view) => view.row)),
    views: live.value,
    isLoading: live.isLoading,
    error: live.error,
    stale: live.stale,
    pending: computed(() => live.value().filter((view) => view.pending.length > 0).length),
    hasMore: live.hasMore,
    loadMore: () => live.live()?.loadMore(),
  };
}
