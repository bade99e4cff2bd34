import type {
  ClientMessage,
  ErrorMessage,
  Scope,
  ServerMessage,
  SnapshotToken,
  SubscribedMessage,
} from '@tidemark/protocol';
import { BehaviorSubject } from 'rxjs';

import type { Connection } from '../connection/connection.ts';
import type { SyncProblem } from '../engine/sync-status.ts';
import type { Clock, TimerHandle } from '../ports/clock.ts';
import { parseRecordKey } from '../store/stored-record.ts';
import { scopeText } from './scope-of.ts';
import type { Subject } from './subject.ts';

/** A list whose rows were read in a snapshot, and the scope that tells what changed since. */
export interface ScopeWish {
  readonly listKey: string;
  readonly entityCode: string;
  readonly scope: Scope;
  readonly readAs: SnapshotToken | undefined;
}

export interface SubscriptionsOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  /** Wishes are collected for this long (milliseconds), so that what a page shows is asked for, or left, in one message. */
  readonly collectMs: number;
  /** In which snapshot each record was last read. */
  readonly readAs: Map<string, SnapshotToken>;
  /** These records may have changed unseen: fetch them. */
  onUncovered(keys: readonly string[]): void;
  /** This list may have changed unseen: load it again. */
  onUncoveredList(listKey: string): void;
  /** Something is not kept up to date, and why; undefined once all that is wanted is again. */
  onProblem(problem: SyncProblem | undefined): void;
  log(line: string): void;
}

/** The delay before a subscription is asked for again where the server did not say when. */
const RETRY_MS = 2_000;

/** Records that are left within this long (milliseconds) of each other are resumed from the same token. */
const REST_MS = 60_000;

/** A token from which records that were left are resumed. Those of one line follow each other, those of two may not. */
interface Rest {
  readonly token: SnapshotToken;
  readonly line: number;
  /** When it was given, in milliseconds. */
  readonly at: number;
}

/**
 * Keeps what the server has subscribed for this connection equal to what is wanted, by sending differences only. After
 * a reconnect everything is asked for again, each with the snapshot up to which nothing was missed.
 */
export class Subscriptions {
  /** Subscriptions that are wanted, but not settled (live or refused) yet. */
  readonly open$ = new BehaviorSubject(0);
  readonly #options: SubscriptionsOptions;
  /** What is wanted, and, until the next flush, what no longer is. */
  readonly #subjects = new Map<string, Subject>();
  #wanted: ReadonlySet<string> = new Set();
  readonly #asked = new Map<number, readonly Subject[]>();
  /** Whether more has been wanted than the connection may hold, and still is. */
  #isCrowded = false;
  /** Everything up to it was sent on the connection; kept over its end, for the next one. */
  #token: SnapshotToken | undefined;
  readonly #rests = new Map<SnapshotToken, Rest>();
  /** The last of the present line: of this connection, since the last RESYNC. */
  #lastRest: Rest | undefined;
  #line = 0;
  #nextRef = 1;
  #timer: TimerHandle | undefined;

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
  }

  /** Replaces what is wanted. */
  want(recordKeys: Iterable<string>, scopes: readonly ScopeWish[]): void {
    const wanted = new Set<string>();
    for (const key of recordKeys) {
      wanted.add(key);
      if (this.#subjects.has(key)) continue;
      const { entityCode, id } = parseRecordKey(key);
      this.#subjects.set(key, { key, entityCode, what: { id }, state: 'wanted', since: this.#options.readAs.get(key) });
    }
    for (const { listKey, entityCode, scope, readAs } of scopes) {
      wanted.add(listKey);
      if (this.#subjects.has(listKey)) continue;
      this.#subjects.set(listKey, { key: listKey, entityCode, what: { scope }, state: 'wanted', since: readAs });
    }
    this.#wanted = wanted;
    this.#flushSoon();
  }

  /** Records that the server refused but that it has shown since: asked for again. */
  reconsider(keys: Iterable<string>): void {
    for (const key of keys) {
      const subject = this.#subjects.get(key);
      if (subject?.state !== 'refused') continue;
      subject.state = 'wanted';
      subject.since = this.#options.readAs.get(key);
    }
    this.#flushSoon();
  }

  /** To be called when the connection came online. */
  online(): void {
    this.#flush();
  }

  /** To be called when the connection ended: nothing is subscribed any more. */
  offline(): void {
    this.#endUnwanted();
    this.#beginLine();
    this.#asked.clear();
    for (const subject of this.#subjects.values()) {
      if (subject.state === 'live') subject.since = this.#token;
      subject.state = 'wanted';
    }
    this.#count();
  }

  /** Takes note of what a message says about subscriptions and tokens. */
  hear(message: ServerMessage): void {
    switch (message.type) {
      case 'SUBSCRIBED':
        this.#acknowledge(message);
        break;
      case 'ERROR':
        this.#fail(message);
        break;
      case 'RESYNC':
        this.#resync(message.payload.entityCode);
        break;
      case 'INVALIDATE':
      case 'PONG':
      case 'UNSUBSCRIBED':
      case 'CONNECTED':
      case 'AUTH_EXPIRING':
        break;
    }
    if ('payload' in message && 'snapshot' in message.payload && message.payload.snapshot)
      this.#token = message.payload.snapshot;
  }

  #flushSoon(): void {
    this.#count();
    const isDue = this.open$.value > 0 || this.#subjects.size > this.#wanted.size;
    if (this.#timer !== undefined || !isDue) return;
    const { clock, collectMs } = this.#options;
    this.#timer = clock.setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, collectMs);
  }

  #flush(): void {
    this.#endUnwanted();
    if (this.#options.connection.state$.value === 'online') {
      const wanted = [...this.#subjects.values()].filter(({ state }) => state === 'wanted');
      this.#align(wanted);
      for (const group of groupSubjects(wanted)) this.#subscribe(group);
    }
    this.#count();
  }

  /**
   * Lets records of one entity that were left at different times be resumed together, from the earliest of their tokens:
   * after some hours of work a page would else cost a message for each record that it refers to. The server tells a
   * little more; a version that the store has is not fetched.
   */
  #align(wanted: readonly Subject[]): void {
    const rested = wanted.flatMap((subject) => {
      const rest = 'id' in subject.what && subject.since !== undefined ? this.#rests.get(subject.since) : undefined;
      return rest ? [{ subject, rest, group: `${subject.entityCode}@${rest.line}` }] : [];
    });
    const earliest = new Map<string, Rest>();
    for (const { rest, group } of rested) {
      if (rest.at < (earliest.get(group)?.at ?? Infinity)) earliest.set(group, rest);
    }
    for (const { subject, group } of rested) subject.since = earliest.get(group)?.token;
  }

  /** From where a record that is left now is to be resumed; few tokens will do for many records. */
  #rest(): SnapshotToken | undefined {
    const at = this.#options.clock.now();
    if (this.#token && (!this.#lastRest || at - this.#lastRest.at >= REST_MS)) {
      this.#lastRest = { token: this.#token, line: this.#line, at };
      this.#rests.set(this.#token, this.#lastRest);
    }
    return this.#lastRest?.token;
  }

  #beginLine(): void {
    this.#line += 1;
    this.#lastRest = undefined;
  }

  /** Sends one SUBSCRIBE for subjects of one entity and one snapshot, in as many messages as the limit asks for. */
  #subscribe(group: readonly Subject[]): void {
    const { connection } = this.#options;
    for (const part of chunk(group, connection.limits.idsPerMessage)) {
      const ref = this.#nextRef++;
      const [first] = part;
      if (!first || !connection.send(subscribeMessage(first, part, ref))) return;
      this.#asked.set(ref, part);
      for (const subject of part) subject.state = 'asked';
    }
  }

  #acknowledge({ payload, ref }: SubscribedMessage): void {
    const subjects = typeof ref === 'number' ? this.#asked.get(ref) : undefined;
    if (!subjects) return;
    this.#asked.delete(Number(ref));
    const refused = new Set(payload.refused);
    const uncovered: string[] = [];
    for (const subject of subjects) {
      const isRefused = 'id' in subject.what && refused.has(subject.what.id);
      subject.state = isRefused ? 'refused' : 'live';
      if (!this.#subjects.has(subject.key)) continue;
      if ('scope' in subject.what) {
        if (subject.since === undefined) this.#options.onUncoveredList(subject.key);
      } else if (isRefused || subject.since === undefined) uncovered.push(subject.key);
    }
    if (uncovered.length > 0) this.#options.onUncovered(uncovered);
    const [first] = subjects;
    const what = first && 'scope' in first.what ? scopeText(first.what.scope) : `(${subjects.length})`;
    this.#options.log(`[Sync] Subscribed: ${payload.entityCode} ${what}`);
    this.#count();
  }

  #fail({ payload, ref }: ErrorMessage): void {
    const subjects = typeof ref === 'number' ? this.#asked.get(ref) : undefined;
    if (!subjects) return;
    this.#asked.delete(Number(ref));
    const isTokenBad = payload.code === 'BAD_TOKEN';
    const isLater = payload.retryAfterMs !== undefined || payload.code === 'RATE_LIMITED';
    const isFull = payload.code === 'LIMIT_SUBSCRIPTIONS';
    for (const subject of subjects) {
      if (isTokenBad) subject.since = undefined;
      subject.state = isTokenBad || isLater ? 'wanted' : isFull ? 'crowded' : 'refused';
    }
    if (isTokenBad) this.#flush();
    else if (isLater) this.#options.clock.setTimeout(() => this.#flush(), payload.retryAfterMs ?? RETRY_MS);
    else {
      if (isFull) this.#crowd(subjects);
      const [first] = subjects;
      this.#options.onProblem({
        code: payload.code,
        message: payload.message,
        ...(first && { entityCode: first.entityCode }),
      });
    }
    this.#count();
  }

  /** The server cannot tell what was missed: everything held is fetched again, and old tokens are worth nothing. */
  #resync(entityCode: string | undefined): void {
    this.#beginLine();
    const concerned = [...this.#subjects.values()].filter(
      (one) => entityCode === undefined || one.entityCode === entityCode,
    );
    for (const key of this.#options.readAs.keys()) {
      if (entityCode === undefined || parseRecordKey(key).entityCode === entityCode) this.#options.readAs.delete(key);
    }
    for (const subject of concerned) {
      if ('scope' in subject.what) this.#options.onUncoveredList(subject.key);
    }
    this.#options.onUncovered(concerned.flatMap(({ key, what }) => ('id' in what ? [key] : [])));
  }

  #endUnwanted(): void {
    const { connection, readAs } = this.#options;
    const unwanted = [...this.#subjects.values()].filter(({ key }) => !this.#wanted.has(key));
    const rest = unwanted.length > 0 ? this.#rest() : undefined;
    for (const subject of unwanted) {
      this.#subjects.delete(subject.key);
      // Up to here nothing was missed: should the record be shown again, the server replays from here.
      if (subject.state === 'live' && 'id' in subject.what && rest) readAs.set(subject.key, rest);
    }
    const sent = unwanted.filter(({ state }) => state === 'asked' || state === 'live');
    if (sent.length > 0) this.#retryCrowded();
    const remaining = new Set([...this.#subjects.values()].map(scopeId));
    for (const group of groupSubjects(sent.map((subject) => ({ ...subject, since: undefined })))) {
      const [first] = group;
      if (!first) continue;
      if ('scope' in first.what) {
        if (remaining.has(scopeId(first))) continue;
        connection.send({ type: 'UNSUBSCRIBE', payload: { entityCode: first.entityCode, scope: first.what.scope } });
        continue;
      }
      for (const part of chunk(group, connection.limits.idsPerMessage)) {
        connection.send({ type: 'UNSUBSCRIBE', payload: { entityCode: first.entityCode, entityIds: idsOf(part) } });
      }
    }
  }

  /** They are not kept up to date, but shown: what has never been read is fetched. */
  #crowd(subjects: readonly Subject[]): void {
    this.#isCrowded = true;
    this.#options.onUncovered(
      subjects.flatMap(({ key, what, since }) => ('id' in what && since === undefined ? [key] : [])),
    );
  }

  /** There is room again, for some of them at least. */
  #retryCrowded(): void {
    for (const subject of this.#subjects.values()) {
      if (subject.state !== 'crowded') continue;
      subject.state = 'wanted';
      subject.since ??= this.#options.readAs.get(subject.key);
    }
  }

  #count(): void {
    const open = [...this.#subjects.values()].filter(({ state }) => state !== 'live' && state !== 'refused').length;
    if (open !== this.open$.value) this.open$.next(open);
    if (!this.#isCrowded || open > 0) return;
    this.#isCrowded = false;
    this.#options.onProblem(undefined);
  }
}

function scopeId({ entityCode, what }: Subject): string {
  return 'scope' in what ? `${entityCode} ${scopeText(what.scope)}` : '';
}

function idsOf(subjects: readonly Subject[]): string[] {
  return subjects.flatMap(({ what }) => ('id' in what ? [what.id] : []));
}

function subscribeMessage(first: Subject, part: readonly Subject[], ref: number): ClientMessage {
  const { entityCode, what, since } = first;
  const target = 'scope' in what ? { scope: what.scope } : { entityIds: idsOf(part) };
  return { type: 'SUBSCRIBE', payload: { entityCode, ...target, ...(since !== undefined && { since }) }, ref };
}

/** Records by entity and snapshot; each scope by itself. */
function groupSubjects(subjects: readonly Subject[]): Subject[][] {
  const groups = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const key = 'scope' in subject.what ? subject.key : `${subject.entityCode}@${subject.since ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(subject);
    else groups.set(key, [subject]);
  }
  return [...groups.values()];
}

function chunk<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
