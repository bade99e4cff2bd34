import type { Scope } from '@tidemark/protocol';

import type { MatchIndex } from './match-index.ts';
import { scopeKey } from './scope.ts';
import type { Subscriber } from './subscriber.ts';
import type { SubscriptionMirror } from './subscription.mirror.ts';

/** What a SUBSCRIBE or UNSUBSCRIBE names. */
export interface Subscribed {
  readonly entityCode: string;
  readonly entityIds?: readonly string[];
  readonly scope?: Scope;
}

export interface SubscribeOutcome {
  /** Ids that stand now, new or not. */
  readonly ids: readonly string[];
  /** Ids that do not exist or may not be read. */
  readonly refused: readonly string[];
  /** Subscriptions of the message that stand now: ids, plus one for the scope. */
  readonly count: number;
}

/**
 * Takes and ends subscriptions, in memory and in the mirror.
 *
 * What must hold, for one connection at a time (its messages are handled one after the other):
 * 1. An id is in the index only if its person could read it when asked.
 * 2. `subscribe` resolves after both index and mirror have it; `unsubscribe` resolves after neither has it any more.
 * 3. When the mirror fails, the index does not keep what was new: the message is refused as a whole.
 */
export class SubscriptionBook {
  private readonly index: MatchIndex;
  private readonly mirror: SubscriptionMirror;

  constructor(index: MatchIndex, mirror: SubscriptionMirror) {
    this.index = index;
    this.mirror = mirror;
  }

  /** Subscribes to what the person may read of it. Rejects when the database does, with nothing new subscribed. */
  async subscribe(subscriber: Subscriber, { entityCode, entityIds, scope }: Subscribed): Promise<SubscribeOutcome> {
    const wanted = [...new Set(entityIds)];
    // The scope first: if the ids fail after it, its mirror row goes with the connection at the latest.
    if (scope) await this.mirror.addScope(subscriber, entityCode, scope);
    const readable = wanted.length > 0 ? await this.mirror.addIds(subscriber, entityCode, wanted) : new Set<string>();
    const ids = wanted.filter((id) => readable.has(id));
    for (const id of ids) this.index.addId(entityCode, id, subscriber);
    if (scope) this.index.addScope(entityCode, scope, subscriber);
    const refused = wanted.filter((id) => !readable.has(id));
    return { ids, refused, count: ids.length + (scope ? 1 : 0) };
  }

  /** Ends the named subscriptions, or everything of the entity; resolves with how many ended. */
  async unsubscribe(subscriber: Subscriber, { entityCode, entityIds, scope }: Subscribed): Promise<number> {
    const { connectionId, holdings } = subscriber;
    if (!entityIds && !scope) {
      const count = this.forget(subscriber, entityCode);
      if (count > 0) await this.mirror.removeAll(connectionId, entityCode);
      return count;
    }
    let count = 0;
    const ended = [...new Set(entityIds)].filter((id) => this.index.removeId(entityCode, id, subscriber));
    count += ended.length;
    if (ended.length > 0) await this.mirror.removeIds(connectionId, entityCode, ended);
    if (scope) {
      const held = holdings.scopes.get(entityCode)?.get(scopeKey(scope));
      if (held && this.index.removeScope(entityCode, held.key, subscriber)) {
        count++;
        await this.mirror.removeScope(connectionId, entityCode, held.scope);
      }
    }
    return count;
  }

  /** Ends every subscription; resolves with how many ended. */
  async unsubscribeAll(subscriber: Subscriber): Promise<number> {
    const count = this.forgetAll(subscriber);
    if (count > 0) await this.mirror.removeAll(subscriber.connectionId);
    return count;
  }

  /** What is left of a connection that has gone. Signals stop at once, the mirror follows. */
  async cleanupConnection(subscriber: Subscriber): Promise<number> {
    const count = this.forgetAll(subscriber);
    await this.mirror.removeAll(subscriber.connectionId);
    return count;
  }

  /** Who on this pod subscribes to the records, by id. */
  getBatchSubscribers(entityCode: string, entityIds: readonly string[]): Map<string, Subscriber[]> {
    return new Map(entityIds.map((id) => [id, [...this.index.subscribersOf(entityCode, id)]]));
  }

  /** Stops all signals of a connection, in memory only. */
  forgetAll(subscriber: Subscriber): number {
    const { ids, scopes } = subscriber.holdings;
    const entityCodes = new Set([...ids.keys(), ...scopes.keys()]);
    return [...entityCodes].reduce((count, entityCode) => count + this.forget(subscriber, entityCode), 0);
  }

  private forget(subscriber: Subscriber, entityCode: string): number {
    const { ids, scopes } = subscriber.holdings;
    let count = 0;
    for (const entry of [...(ids.get(entityCode) ?? [])]) {
      if (this.index.removeEntry(entityCode, entry, subscriber)) count++;
    }
    for (const key of [...(scopes.get(entityCode)?.keys() ?? [])]) {
      if (this.index.removeScope(entityCode, key, subscriber)) count++;
    }
    return count;
  }
}
