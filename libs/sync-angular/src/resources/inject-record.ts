import { computed, type Signal } from '@angular/core';
import type { EntityDefinition, EntityRow } from '@tidemark/entity-model';
import type { LiveRecord, Mutation, RecordView, RefusedMutation, SyncProblem } from '@tidemark/sync-client';

import { injectLive } from '../internal/live.ts';

/** One live record, as signals. */
export interface RecordResource<E extends EntityDefinition> {
  /** The row with the user's own unsent edits applied; undefined while loading, or where there is none to read. */
  readonly value: Signal<EntityRow<E> | undefined>;
  /** The server's row, without local edits; undefined for a record that the server has not confirmed. */
  readonly base: Signal<EntityRow<E> | undefined>;
  /** Whether the user may only read it: a write would be refused. What the server has not confirmed is the user's own. */
  readonly readOnly: Signal<boolean>;
  readonly isLoading: Signal<boolean>;
  readonly error: Signal<SyncProblem | undefined>;
  readonly stale: Signal<boolean>;
  /** Writes of this record on their way, oldest first. */
  readonly pending: Signal<readonly Mutation[]>;
  /** Writes of this record that the server refused. */
  readonly refused: Signal<readonly RefusedMutation[]>;
}

/**
 * One record that keeps itself current until the injection context is destroyed. The id function is reactive;
 * `undefined` asks for nothing.
 *
 * @example
 * readonly id = input.required<string>();
 * readonly project = injectRecord(Project, () => this.id());
 */
export function injectRecord<E extends EntityDefinition>(
  entity: E | (() => E),
  id: () => string | undefined,
): RecordResource<E> {
  const live = injectLive<RecordView<E> | undefined, LiveRecord<E>>(
    injectRecord,
    () => {
      const definition = typeof entity === 'function' ? entity() : entity;
      const wanted = id();
      if (!wanted) return undefined;
      const key = `${definition.code}|${wanted}`;
      return { key, subject: key, open: (engine) => engine.records(definition).get(wanted) };
    },
    (view) => view.view$,
    undefined,
  );
  return {
    value: computed(() => live.value()?.row),
    base: computed(() => live.value()?.base),
    readOnly: computed(() => live.value()?.readOnly ?? false),
    isLoading: live.isLoading,
    error: live.error,
    stale: live.stale,
    pending: computed(() => live.value()?.pending ?? []),
    refused: computed(() => live.value()?.refused ?? []),
  };
}
