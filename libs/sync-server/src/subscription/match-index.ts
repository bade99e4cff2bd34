import type { Scope } from '@tidemark/protocol';

import type { Image } from '../change-log/change.ts';
import type { Interest } from '../change-log/interest.ts';
import type { ScopeSubscription } from './holdings.ts';
import { IdTable } from './id-table.ts';
import { scopeFields, scopeKey, scopeValues } from './scope.ts';
import type { Subscriber } from './subscriber.ts';

/** A record that somebody subscribes to. Nearly always by one connection, so one is kept without a Set around it. */
export interface IdEntry {
  readonly entityId: string;
  subscribers: Subscriber | Set<Subscriber>;
}

/** Scopes over the same fields: values of those fields, to the subscriptions that ask for them. */
interface ScopeGroup {
  readonly fields: readonly string[];
  readonly byValues: Map<string, Set<ScopeSubscription>>;
}

/** In the place of a last subscriber that has left. Never added to: the entry is no longer in the index. */
const NOBODY: Set<Subscriber> = new Set();

interface EntityIndex {
  readonly ids: IdTable<IdEntry>;
  readonly scopeGroups: Map<string, ScopeGroup>;
}

/**
 * Who is interested in a record. The cost of a look-up grows with its matches and with the number of different field
 * combinations in scopes, never with the number of subscriptions. Plain memory of one pod: all methods are synchronous,
 * so a look-up sees every subscription either fully or not at all.
 */
export class MatchIndex {
  private readonly entities = new Map<string, EntityIndex>();
  /** By entity code: the fields of the images that tell who could read a record. */
  private readonly accessFields: ReadonlyMap<string, readonly string[]>;
  private current: Interest = { revision: 0, entityCodes: [], imageEntityCodes: [], imageFields: [] };

  constructor(accessFields: ReadonlyMap<string, readonly string[]> = new Map()) {
    this.accessFields = accessFields;
  }

  /** What the tail must read. */
  get interest(): Interest {
    return this.current;
  }

  /** Whether it was new. */
  addId(entityCode: string, entityId: string, subscriber: Subscriber): boolean {
    const { ids } = this.entity(entityCode);
    let entry = ids.get(entityId);
    if (!entry) ids.add((entry = { entityId, subscribers: subscriber }));
    let held = subscriber.holdings.ids.get(entityCode);
    if (!held) subscriber.holdings.ids.set(entityCode, (held = new Set()));
    if (held.has(entry)) return false;
    held.add(entry);
    if (entry.subscribers instanceof Set) entry.subscribers.add(subscriber);
    else if (entry.subscribers !== subscriber) entry.subscribers = new Set([entry.subscribers, subscriber]);
    return true;
  }

  /** Whether it was there. */
  removeId(entityCode: string, entityId: string, subscriber: Subscriber): boolean {
    const entry = this.entities.get(entityCode)?.ids.get(entityId);
    return entry !== undefined && this.removeEntry(entityCode, entry, subscriber);
  }

  removeEntry(entityCode: string, entry: IdEntry, subscriber: Subscriber): boolean {
    const held = subscriber.holdings.ids.get(entityCode);
    if (!held?.delete(entry)) return false;
    if (held.size === 0) subscriber.holdings.ids.delete(entityCode);
    subscriber.holdings.setGone(entry, false);
    if (entry.subscribers instanceof Set) {
      entry.subscribers.delete(subscriber);
      if (entry.subscribers.size > 0) return true;
    } else {
      // Whoever has the entry at hand while the database is asked must see that nobody holds it any more.
      entry.subscribers = NOBODY;
    }
    this.entities.get(entityCode)?.ids.delete(entry.entityId);
    return true;
  }

  /** Whether it was new. */
  addScope(entityCode: string, scope: Scope, subscriber: Subscriber): boolean {
    const fields = scopeFields(scope);
    const key = scopeKey(scope);
    let held = subscriber.holdings.scopes.get(entityCode);
    if (!held) subscriber.holdings.scopes.set(entityCode, (held = new Map()));
    if (held.has(key)) return false;
    const subscription = { entityCode, scope, key, fields, values: scopeValues(fields, scope), subscriber };
    held.set(key, subscription);
    const { scopeGroups } = this.entity(entityCode);
    const groupKey = fields.join(',');
    let group = scopeGroups.get(groupKey);
    if (!group) scopeGroups.set(groupKey, (group = { fields, byValues: new Map() }));
    let subscriptions = group.byValues.get(subscription.values);
    if (!subscriptions) group.byValues.set(subscription.values, (subscriptions = new Set()));
    subscriptions.add(subscription);
    this.widen(entityCode, fields, true);
    return true;
  }

  /** Whether it was there. */
  removeScope(entityCode: string, key: string, subscriber: Subscriber): boolean {
    const held = subscriber.holdings.scopes.get(entityCode);
    const subscription = held?.get(key);
    if (!held || !subscription) return false;
    held.delete(key);
    if (held.size === 0) subscriber.holdings.scopes.delete(entityCode);
    const groups = this.entities.get(entityCode)?.scopeGroups;
    const groupKey = subscription.fields.join(',');
    const group = groups?.get(groupKey);
    const subscriptions = group?.byValues.get(subscription.values);
    subscriptions?.delete(subscription);
    if (subscriptions?.size === 0) group?.byValues.delete(subscription.values);
    if (group?.byValues.size === 0) groups?.delete(groupKey);
    return true;
  }

  entry(entityCode: string, entityId: string): IdEntry | undefined {
    return this.entities.get(entityCode)?.ids.get(entityId);
  }

  subscribersOf(entityCode: string, entityId: string): Iterable<Subscriber> {
    const entry = this.entry(entityCode, entityId);
    if (!entry) return [];
    return entry.subscribers instanceof Set ? entry.subscribers : [entry.subscribers];
  }

  /** The scope subscriptions that a row with this image belongs to. */
  *scopesMatching(entityCode: string, image: Image): Iterable<ScopeSubscription> {
    const groups = this.entities.get(entityCode)?.scopeGroups;
    if (!groups) return;
    for (const { fields, byValues } of groups.values()) {
      const subscriptions = byValues.get(scopeValues(fields, image));
      if (subscriptions) yield* subscriptions;
    }
  }

  hasScopes(entityCode: string): boolean {
    return (this.entities.get(entityCode)?.scopeGroups.size ?? 0) > 0;
  }

  /** Everyone with any subscription to the entity. */
  subscribersTo(entityCode: string): Set<Subscriber> {
    const found = new Set<Subscriber>();
    const index = this.entities.get(entityCode);
    if (!index) return found;
    for (const { subscribers } of index.ids.values()) {
      if (subscribers instanceof Set) for (const one of subscribers) found.add(one);
      else found.add(subscribers);
    }
    for (const { byValues } of index.scopeGroups.values()) {
      for (const subscriptions of byValues.values()) for (const { subscriber } of subscriptions) found.add(subscriber);
    }
    return found;
  }

  /** Forgets entities that nobody subscribes to any more. Called now and then, not with each unsubscription. */
  narrow(): void {
    for (const [entityCode, index] of this.entities) {
      if (index.ids.size === 0 && index.scopeGroups.size === 0) this.entities.delete(entityCode);
    }
    const { revision } = this.current;
    this.current = { revision, entityCodes: [], imageEntityCodes: [], imageFields: [] };
    for (const [entityCode, { scopeGroups }] of this.entities) {
      const fields = [...scopeGroups.values()].flatMap((group) => group.fields);
      this.widen(entityCode, fields, scopeGroups.size > 0);
    }
    // Narrower than before is no reason to read a delta again.
    this.current = { ...this.current, revision };
  }

  private entity(entityCode: string): EntityIndex {
    let index = this.entities.get(entityCode);
    if (!index) {
      this.entities.set(entityCode, (index = { ids: new IdTable(), scopeGroups: new Map() }));
      this.widen(entityCode, [], false);
    }
    return index;
  }

  private widen(entityCode: string, fields: readonly string[], needsImages: boolean): void {
    const { revision, entityCodes, imageEntityCodes, imageFields } = this.current;
    const access = needsImages ? (this.accessFields.get(entityCode) ?? []) : [];
    const next = {
      entityCodes: union(entityCodes, [entityCode]),
      imageEntityCodes: needsImages ? union(imageEntityCodes, [entityCode]) : imageEntityCodes,
      imageFields: union(imageFields, [...fields, ...access]),
    };
    const hasGrown =
      next.entityCodes !== entityCodes ||
      next.imageEntityCodes !== imageEntityCodes ||
      next.imageFields !== imageFields;
    if (hasGrown) this.current = { revision: revision + 1, ...next };
  }
}

/** The first list itself if it has everything already. */
function union(list: readonly string[], more: readonly string[]): readonly string[] {
  const missing = more.filter((item) => !list.includes(item));
  return missing.length === 0 ? list : [...list, ...new Set(missing)];
}
