import type { Signal } from '@angular/core';
import type { EntityDefinition } from '@tidemark/entity-model';
import type { RecordsResource } from '@tidemark/sync-angular';

import { NOT_KEPT } from './record-titles.ts';

/** What stands for a list that the server gave no answer about. */
const NOT_ASKED = 'The server could not be asked';
const MAY_BE_MORE = 'There may be more: the server could not be asked';

/** As much of a list as says what is known of it. */
type Known = Pick<RecordsResource<EntityDefinition>, 'error' | 'isLoading' | 'stale'> & {
  readonly value: Signal<readonly unknown[]>;
};

/** Words for a list without rows: because there are none, because they are on their way, or not in this browser. */
export interface ListWords {
  readonly none: string;
  readonly loading: string;
  readonly notKept?: string;
}

/** Whether rows may be missing, or out of date, because the server cannot be asked. */
export function isUnconfirmed({ error, stale }: Known, { offline }: { offline: boolean }): boolean {
  return error() !== undefined || (offline && stale());
}

/** What is to be said beside the rows of a list: that there are none only where that is known; empty where all is well. */
export function listNote(
  list: Known,
  { offline, none, loading, notKept = NOT_KEPT }: ListWords & { offline: boolean },
): string {
  const isEmpty = list.value().length === 0;
  if (isUnconfirmed(list, { offline })) {
    if (!isEmpty) return MAY_BE_MORE;
    return offline ? notKept : NOT_ASKED;
  }
  if (!isEmpty) return '';
  return list.isLoading() ? loading : none;
}
