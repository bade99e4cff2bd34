import type { Candidate } from './candidate.ts';
import type { MatchIndex } from './match-index.ts';
import { isDeleted, keyOf, type RecordChange } from './record-change.ts';
import { Signal } from './signal.ts';
import type { Subscriber } from './subscriber.ts';

/** An UPDATE that this process has just committed. */
export interface CommittedUpdate {
  readonly entityCode: string;
  readonly entityId: string;
  readonly version: number;
  /** Who of `holdersOf` may read the record after it, as the same transaction found. */
  readonly readers: readonly string[];
}

/** With more people than this the question who may read delays the write by more than it hastens the signal. */
const MOST_HOLDERS = 100;

type Told = Map<string, Map<Subscriber, number>>;

/**
 * The short way from a write of this process to those who hold its record by id: they are told as soon as it is
 * committed, two round trips to the database before the tail could tell them. The tail remains what is relied on: it
 * tells everybody else, and whoever was left out here.
 *
 * What must hold:
 * 1. Only a person who may read the record at the end of the writing transaction is told: asked within it.
 * 2. What the tail has decided stands: whoever it told DELETE hears nothing here. What it decided on an older state, but
 *    sends later, bears the version that was told here, or it would be ignored.
 * 3. The tail does not repeat what was told here, and asks nobody's access for it. A change of access has a row of its own
 *    in the log, or a version of its own, and is never taken for the update.
 */
export class EarlySignals {
  private readonly index: MatchIndex;
  /** By record, since the last poll ended, and since the one before: a poll that began after the commit is over then. */
  private recent: Told = new Map();
  private former: Told = new Map();

  constructor(index: MatchIndex) {
    this.index = index;
  }

  /** People who hold the record by id in this process; nobody where they are too many. */
  holdersOf(entityCode: string, entityId: string): string[] {
    const persons = new Set<string>();
    for (const { personId } of this.index.subscribersOf(entityCode, entityId)) {
      if (persons.add(personId).size > MOST_HOLDERS) return [];
    }
    return [...persons];
  }

  /** Queues the signal of an update; returns who has something to send. */
  tell(update: CommittedUpdate): Subscriber[] {
    const { entityCode, entityId, version, readers } = update;
    const entry = this.index.entry(entityCode, entityId);
    if (!entry) return [];
    const key = keyOf(update);
    let told = this.recent.get(key);
    if (!told) this.recent.set(key, (told = new Map()));
    const signal = new Signal(entityCode, entityId, 'UPDATE', version);
    const touched: Subscriber[] = [];
    for (const subscriber of this.index.subscribersOf(entityCode, entityId)) {
      if (!readers.includes(subscriber.personId) || subscriber.holdings.isGone(entry)) continue;
      subscriber.queue(signal);
      told.set(subscriber, Math.max(version, told.get(subscriber) ?? 0));
      touched.push(subscriber);
    }
    return touched;
  }

  /** Leaves out whoever knows already all that the record's change has to say. */
  withoutTold(candidates: readonly Candidate[]): readonly Candidate[] {
    return this.isEmpty ? candidates : candidates.filter((candidate) => !this.knows(candidate));
  }

  /** The highest version of the record that anybody was told; 0 where nobody was. */
  highestTold(record: RecordChange): number {
    return Math.max(0, ...this.toldOf(record).flatMap((told) => [...told.values()]));
  }

  /** To be called when a poll has ended and all that it found was queued. */
  turn(): void {
    this.former = this.recent;
    this.recent = new Map();
  }

  private get isEmpty(): boolean {
    return this.recent.size + this.former.size === 0;
  }

  private knows({ record, subscriber, entry }: Candidate): boolean {
    if (!entry || isDeleted(record) || record.subjects.size > 0) return false;
    // Told DELETE since, on a state of before the update: whether that still holds the tail has to find out.
    if (subscriber.holdings.isGone(entry)) return false;
    return this.toldOf(record).some((told) => (told.get(subscriber) ?? 0) >= record.version);
  }

  private toldOf(record: RecordChange): Map<Subscriber, number>[] {
    if (this.isEmpty) return [];
    const key = keyOf(record);
    return [this.recent.get(key), this.former.get(key)].filter((told) => told !== undefined);
  }
}
