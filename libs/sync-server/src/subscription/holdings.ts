import type { Scope } from '@tidemark/protocol';

import type { IdEntry } from './match-index.ts';
import type { Subscriber } from './subscriber.ts';

/** Interest of one connection in all records of an entity that equal the scope. */
export interface ScopeSubscription {
  readonly entityCode: string;
  readonly scope: Scope;
  readonly key: string;
  readonly fields: readonly string[];
  readonly values: string;
  readonly subscriber: Subscriber;
}

/** Everything that one connection subscribes to. Kept small: most connections are idle, and there are many. */
export class Holdings {
  /** By entity code; the entries are shared with the match index. */
  readonly ids = new Map<string, Set<IdEntry>>();
  /** By entity code and scope key. */
  readonly scopes = new Map<string, Map<string, ScopeSubscription>>();
  /** Records of which the reader was told DELETE: silence until it may read them again. Mostly empty. */
  private gone: Set<IdEntry> | undefined;

  /** Subscriptions held: each id and each scope is one. */
  get size(): number {
    let size = 0;
    for (const entries of this.ids.values()) size += entries.size;
    for (const scopes of this.scopes.values()) size += scopes.size;
    return size;
  }

  /** Whether the reader's last word about the record was DELETE. */
  isGone(entry: IdEntry): boolean {
    return this.gone?.has(entry) ?? false;
  }

  setGone(entry: IdEntry, isGone: boolean): void {
    if (isGone) (this.gone ??= new Set()).add(entry);
    else this.gone?.delete(entry);
  }
}
