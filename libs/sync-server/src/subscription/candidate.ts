import type { ScopeSubscription } from './holdings.ts';
import type { IdEntry, MatchIndex } from './match-index.ts';
import { concerns, type RecordChange } from './record-change.ts';
import type { Subscriber } from './subscriber.ts';

/** A subscriber that a changed record may be of interest to. */
export interface Candidate {
  readonly record: RecordChange;
  readonly subscriber: Subscriber;
  /** The subscription by id, where there is one; it then speaks for scopes too. */
  readonly entry?: IdEntry;
  /** Whether the record was in one of the subscriber's scopes before; by id always. */
  readonly matchesBefore: boolean;
  /** The scope that made it a candidate, where no id did. */
  readonly scope?: ScopeSubscription;
}

interface ScopeMatch {
  readonly scope: ScopeSubscription;
  matchesBefore: boolean;
}

/** Adds who subscribes to the record: by id, or by a scope that the old or the new image is in. */
export function addCandidates(
  candidates: Candidate[],
  index: MatchIndex,
  record: RecordChange,
  only: Subscriber | undefined,
): void {
  const entry = index.entry(record.entityCode, record.entityId);
  if (entry) addIdCandidates(candidates, record, entry, only);
  if (index.hasScopes(record.entityCode)) addScopeCandidates(candidates, index, record, entry, only);
}

/** Whether the subscription that made it a candidate stands: it may have ended while the database was asked. */
export function isStillHeld({ record, subscriber, entry, scope }: Candidate): boolean {
  if (entry) return holds(subscriber, entry);
  return scope !== undefined && subscriber.holdings.scopes.get(record.entityCode)?.get(scope.key) === scope;
}

function addIdCandidates(
  candidates: Candidate[],
  record: RecordChange,
  entry: IdEntry,
  only: Subscriber | undefined,
): void {
  const subscribers = entry.subscribers instanceof Set ? entry.subscribers : [entry.subscribers];
  for (const subscriber of subscribers) {
    if ((only && subscriber !== only) || !concerns(record, subscriber.personId)) continue;
    candidates.push({ record, subscriber, entry, matchesBefore: true });
  }
}

function addScopeCandidates(
  candidates: Candidate[],
  index: MatchIndex,
  record: RecordChange,
  entry: IdEntry | undefined,
  only: Subscriber | undefined,
): void {
  const matches = new Map<Subscriber, ScopeMatch>();
  for (const [images, isBefore] of [
    [record.before, true],
    [record.after, false],
  ] as const) {
    for (const image of images) {
      for (const scope of index.scopesMatching(record.entityCode, image)) {
        const { subscriber } = scope;
        if ((only && subscriber !== only) || !concerns(record, subscriber.personId)) continue;
        if (entry && holds(subscriber, entry)) continue;
        const match = matches.get(subscriber);
        if (!match) matches.set(subscriber, { scope, matchesBefore: isBefore });
        else if (isBefore) match.matchesBefore = true;
      }
    }
  }
  for (const [subscriber, { scope, matchesBefore }] of matches) {
    candidates.push({ record, subscriber, matchesBefore, scope });
  }
}

/** By the entry, which is at hand, and not by the subscriber's holdings: those are several cache misses away. */
const holds = (subscriber: Subscriber, { subscribers }: IdEntry): boolean =>
  subscribers instanceof Set ? subscribers.has(subscriber) : subscribers === subscriber;
