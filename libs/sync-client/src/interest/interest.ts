import { isAlike } from '../engine/is-alike.ts';
import { listKey, type ListQuery } from '../store/list-query.ts';

/** A list that a view shows, and how many of its rows. */
export interface ListInterest extends ListQuery {
  /** Rows that the view wants at most. */
  readonly limit: number;
}

/** Everything that one tab shows, as plain data: followers post it to the leader as a whole, so nothing can get lost. */
export interface Interest {
  /** Record keys (`entityCode|id`). */
  readonly keys: readonly string[];
  readonly lists: readonly ListInterest[];
}

export const NO_INTEREST: Interest = { keys: [], lists: [] };

/** Whether two interests are the same, in whatever order they name their records. */
export function isSameInterest(left: Interest, right: Interest): boolean {
  if (left.keys.length !== right.keys.length || !isAlike(left.lists, right.lists)) return false;
  const keys = new Set(left.keys);
  return right.keys.every((key) => keys.has(key));
}

/** What all tabs together show: every key once, every list once with the greatest number of rows. */
export function mergeInterests(interests: Iterable<Interest>): Interest {
  const keys = new Set<string>();
  const lists = new Map<string, ListInterest>();
  for (const interest of interests) {
    for (const key of interest.keys) keys.add(key);
    for (const list of interest.lists) {
      const key = listKey(list);
      const known = lists.get(key);
      if (!known || known.limit < list.limit) lists.set(key, list);
    }
  }
  return { keys: [...keys], lists: [...lists.values()] };
}
