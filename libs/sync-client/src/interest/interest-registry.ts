import { BehaviorSubject } from 'rxjs';

import type { Clock } from '../ports/clock.ts';
import { listKey } from '../store/list-query.ts';
import { type Interest, isSameInterest, type ListInterest, NO_INTEREST } from './interest.ts';

/** One view's part in the tab's interest. */
export interface Claim {
  /** Replaces what the view shows. */
  set(interest: Interest): void;
  /** Ends the view's interest, after the grace period. */
  release(): void;
}

/**
 * What the views of this tab show, counted by reference: two views of one record are one interest. A released
 * interest lingers for the grace period, so that leaving a page and coming back costs neither frames nor fetches.
 */
export class InterestRegistry {
  readonly interest$ = new BehaviorSubject<Interest>(NO_INTEREST);
  readonly #clock: Clock;
  readonly #graceMs: number;
  readonly #keys = new Map<string, number>();
  readonly #lists = new Map<string, Map<number, number>>();
  readonly #listQueries = new Map<string, ListInterest>();
  readonly #leaving: Interest[] = [];
  #isPublishing = false;

  constructor(clock: Clock, graceMs: number) {
    this.#clock = clock;
    this.#graceMs = graceMs;
  }

  claim(): Claim {
    let held: Interest = NO_INTEREST;
    return {
      set: (interest) => {
        // A list says after every change what it shows, and mostly that is what it showed before.
        if (isSameInterest(held, interest)) return;
        const previous = held;
        held = interest;
        this.#add(interest);
        this.#dropLater(previous);
      },
      release: () => {
        const previous = held;
        held = NO_INTEREST;
        this.#dropLater(previous);
      },
    };
  }

  #add({ keys, lists }: Interest): void {
    for (const key of keys) this.#keys.set(key, (this.#keys.get(key) ?? 0) + 1);
    for (const list of lists) {
      const key = listKey(list);
      const limits = this.#lists.get(key) ?? new Map<number, number>();
      limits.set(list.limit, (limits.get(list.limit) ?? 0) + 1);
      this.#lists.set(key, limits);
      this.#listQueries.set(key, list);
    }
    this.#publish();
  }

  /** What is released within a tenth of the grace period goes together: the cells of a list are views of their own. */
  #dropLater(interest: Interest): void {
    if (interest.keys.length + interest.lists.length === 0) return;
    if (this.#leaving.push(interest) > 1) return;
    this.#clock.setTimeout(() => {
      const released = this.#leaving.splice(0);
      this.#clock.setTimeout(() => this.#drop(released), this.#graceMs);
    }, this.#graceMs / 10);
  }

  #drop(released: readonly Interest[]): void {
    for (const { keys, lists } of released) {
      for (const key of keys) decrement(this.#keys, key);
      for (const list of lists) {
        const key = listKey(list);
        const limits = this.#lists.get(key);
        if (limits) decrement(limits, list.limit);
        if (limits?.size !== 0) continue;
        this.#lists.delete(key);
        this.#listQueries.delete(key);
      }
    }
    this.#publish();
  }

  /** One publication for all changes of a turn. */
  #publish(): void {
    if (this.#isPublishing) return;
    this.#isPublishing = true;
    void Promise.resolve().then(() => {
      this.#isPublishing = false;
      const lists = [...this.#lists].flatMap(([key, limits]) => {
        const query = this.#listQueries.get(key);
        return query ? [{ ...query, limit: Math.max(...limits.keys()) }] : [];
      });
      this.interest$.next({ keys: [...this.#keys.keys()], lists });
    });
  }
}

function decrement<Key>(counts: Map<Key, number>, key: Key): void {
  const count = (counts.get(key) ?? 0) - 1;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
