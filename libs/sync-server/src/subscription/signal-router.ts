import type { SignalAction, SnapshotToken } from '@tidemark/protocol';

import { Breath } from '../breath.ts';
import type { Change } from '../change-log/change.ts';
import type { AccessReader, LastImage, Wants } from './access.reader.ts';
import { addWant } from './access.reader.ts';
import { addCandidates, type Candidate, isStillHeld } from './candidate.ts';
import { EarlySignals } from './early-signals.ts';
import type { MatchIndex } from './match-index.ts';
import { collapse, hasOtherAccess, isDeleted, keyOf, lostAccess, type RecordChange } from './record-change.ts';
import { Signal } from './signal.ts';
import type { Subscriber } from './subscriber.ts';

/** Candidates that are authorised and told together. */
const CANDIDATES_AT_ONCE = 20_000;

/** Where the access rule of an entity finds the project or employee in an image. */
export type AccessFields = ReadonlyMap<string, string>;

/**
 * From changes to signals: who is interested, who may know, what each is told.
 *
 * What must hold:
 * 1. A signal goes only to a person who may read the record now, or, as DELETE, to one who could read it until now.
 * 2. After that DELETE there is silence about the record until its reader may read it again.
 * 3. One statement of authorisation for each entity of a batch, however many people and records.
 * 4. Signals are idempotent: a batch that failed half way is simply repeated.
 * 5. Of a replay and the tail, what was decided on the newer state comes last.
 */
export class SignalRouter {
  readonly early: EarlySignals;
  private readonly index: MatchIndex;
  private readonly access: AccessReader;
  private readonly accessFields: AccessFields;
  /** Keys of the records that the tail has decided about since a subscriber's replay began. */
  private readonly decided = new Map<Subscriber, Set<string>>();

  constructor(index: MatchIndex, access: AccessReader, accessFields: AccessFields) {
    this.index = index;
    this.early = new EarlySignals(index);
    this.access = access;
    this.accessFields = accessFields;
  }

  /**
   * Queues the signals of a batch of the tail. `since` is the snapshot that the batch begins at: who lost access since then
   * is told so. Returns the subscribers that have something to send.
   */
  async route(changes: readonly Change[], since?: SnapshotToken): Promise<Set<Subscriber>> {
    const touched = new Set<Subscriber>();
    await this.inParts(changes, undefined, async (candidates, breath) => {
      // Noted twice: about those who were told ahead of the tail it is decided here, about the others by the answer.
      const untold = this.early.withoutTold(candidates);
      this.noteDecided(candidates);
      const tell = await this.authorise(untold, since);
      this.noteDecided(untold);
      for (const candidate of untold) {
        if (breath.isDue) await breath.take();
        if (tell(candidate)) touched.add(candidate.subscriber);
      }
    });
    return touched;
  }

  /**
   * Queues what a subscriber has missed of an entity since it was there last. Returns the ids of the records about which the
   * tail has decided meanwhile, on a newer state maybe: nothing was queued for them, they have to be read again.
   */
  async replay(changes: readonly Change[], since: SnapshotToken, subscriber: Subscriber): Promise<Set<string>> {
    const decided = new Set<string>();
    const overtaken = new Set<string>();
    this.decided.set(subscriber, decided);
    try {
      await this.inParts(changes, subscriber, async (candidates, breath) => {
        // Nobody is spared: what a client was told before it left a record it may have ignored.
        const tell = await this.authorise(candidates, since);
        for (const candidate of candidates) {
          if (breath.isDue) await breath.take();
          if (decided.has(keyOf(candidate.record))) overtaken.add(candidate.record.entityId);
          else tell(candidate);
        }
      });
    } finally {
      this.decided.delete(subscriber);
    }
    return overtaken;
  }

  private noteDecided(candidates: readonly Candidate[]): void {
    if (this.decided.size === 0) return;
    for (const { record, subscriber } of candidates) this.decided.get(subscriber)?.add(keyOf(record));
  }

  private async inParts(
    changes: readonly Change[],
    only: Subscriber | undefined,
    take: (candidates: readonly Candidate[], breath: Breath) => Promise<void>,
  ): Promise<void> {
    const breath = new Breath();
    const records = collapse(changes);
    await this.bringUpToDate(records);
    let candidates: Candidate[] = [];
    for (const record of records) {
      addCandidates(candidates, this.index, record, only);
      // Many records for many subscribers: bounded memory matters more than a single statement.
      if (candidates.length >= CANDIDATES_AT_ONCE) {
        await take(candidates, breath);
        candidates = [];
      }
      if (breath.isDue) await breath.take();
    }
    if (candidates.length > 0) await take(candidates, breath);
  }

  /** Asks who may know. What it returns queues a candidate's signal, and says whether there was one. */
  private async authorise(
    candidates: readonly Candidate[],
    since: SnapshotToken | undefined,
  ): Promise<(candidate: Candidate) => boolean> {
    const isReadable = await this.whoMayRead(candidates);
    const couldRead = await this.whoCouldRead(candidates, isReadable, since);
    const deletedAt = await this.whatWasDeletedSince(candidates, isReadable);
    const signals = new SignalCache();
    return (candidate) => {
      const { record, subscriber, entry } = candidate;
      if (!isStillHeld(candidate)) return false;
      const action = decide(candidate, isReadable(candidate), couldRead(candidate));
      if (entry) subscriber.holdings.setGone(entry, action === undefined || action === 'DELETE');
      if (!action) return false;
      const version = action === 'DELETE' ? deletedAt(record) : record.version;
      subscriber.queue(signals.of(record, action, Math.max(version, this.early.highestTold(record))));
      return true;
    };
  }

  /**
   * A change of access carries the record as its writer saw it, which may be older than what readers have been told: a
   * signal with that version would be ignored, and a scope that the record has entered or left since would not match.
   * It counts for the record as it is by now.
   */
  private async bringUpToDate(records: readonly RecordChange[]): Promise<void> {
    const shared = new Map<string, Map<string, RecordChange>>();
    for (const record of records) {
      const { entityCode, entityId, subjects } = record;
      const isOfInterest = this.index.hasScopes(entityCode) || this.index.entry(entityCode, entityId) !== undefined;
      if (subjects.size === 0 || !isOfInterest) continue;
      let ofEntity = shared.get(entityCode);
      if (!ofEntity) shared.set(entityCode, (ofEntity = new Map()));
      ofEntity.set(entityId, record);
    }
    await resolveEach(shared, async (entityCode, ofEntity) => {
      const fields = this.index.hasScopes(entityCode) ? this.index.interest.imageFields : [];
      const lastWrites = await this.access.lastWrites(entityCode, [...ofEntity.keys()], fields);
      for (const [id, { version, image }] of lastWrites) {
        const record = ofEntity.get(id);
        if (!record) continue;
        record.version = Math.max(record.version, version);
        if (image) (record.unsharedFrom.size > 0 ? record.before : record.after).push(image);
      }
    });
  }

  private async whoMayRead(candidates: readonly Candidate[]): Promise<(candidate: Candidate) => boolean> {
    const wants = new Map<string, Wants>();
    for (const { record, subscriber } of candidates) {
      if (isDeleted(record)) continue;
      let ofEntity = wants.get(record.entityCode);
      if (!ofEntity) wants.set(record.entityCode, (ofEntity = new Map()));
      addWant(ofEntity, subscriber.personId, record.entityId);
    }
    const readable = await resolveEach(wants, (entityCode, wanted) => this.access.readable(entityCode, wanted));
    return ({ record, subscriber }) => has(readable.get(record.entityCode), subscriber.personId, record.entityId);
  }

  /** Only for interest by scope in a record that is out of reach now; a subscription by id knows what it was told. */
  private async whoCouldRead(
    candidates: readonly Candidate[],
    isReadable: (candidate: Candidate) => boolean,
    since: SnapshotToken | undefined,
  ): Promise<(candidate: Candidate) => boolean> {
    const questions = new Map<string, { persons: Set<string>; last: Map<RecordChange, LastImage[]> }>();
    for (const candidate of candidates) {
      const { record, subscriber } = candidate;
      if (candidate.entry || isReadable(candidate) || !candidate.matchesBefore) continue;
      let question = questions.get(record.entityCode);
      if (!question) questions.set(record.entityCode, (question = { persons: new Set(), last: new Map() }));
      question.persons.add(subscriber.personId);
      question.last.set(record, this.lastImages(record));
    }
    const former = await resolveEach(questions, (entityCode, { persons, last }) =>
      this.access.couldRead(entityCode, [...persons], [...last.values()].flat(), since),
    );
    return ({ record, subscriber }) =>
      lostAccess(record, subscriber.personId) ||
      has(former.get(record.entityCode), subscriber.personId, record.entityId);
  }

  /**
   * A record that a reader does not find although the batch does not delete it may have been deleted after the batch.
   * It is told DELETE at once, with the version of that: by the next batch the images that show who could read it now
   * will be forgotten.
   */
  private async whatWasDeletedSince(
    candidates: readonly Candidate[],
    isReadable: (candidate: Candidate) => boolean,
  ): Promise<(record: RecordChange) => number> {
    const doubtful = new Map<string, Map<string, number>>();
    for (const candidate of candidates) {
      const { record } = candidate;
      if (isDeleted(record) || isReadable(candidate)) continue;
      let versions = doubtful.get(record.entityCode);
      if (!versions) doubtful.set(record.entityCode, (versions = new Map()));
      versions.set(record.entityId, record.version);
    }
    const deleted = await resolveEach(doubtful, (entityCode, versions) =>
      this.access.deletedSince(entityCode, versions),
    );
    return ({ entityCode, entityId, version }) => Math.max(version, deleted.get(entityCode)?.get(entityId) ?? 0);
  }

  /** One for each value that the access column had: the images of a batch come in no particular order. */
  private lastImages({ entityCode, entityId, before }: RecordChange): LastImage[] {
    const field = this.accessFields.get(entityCode);
    if (field === undefined) return [{ entityId, via: null }];
    const values = new Set(before.map((image) => image[field]).filter((value) => typeof value === 'string'));
    return [...values].map((via) => ({ entityId, via }));
  }
}

/** What the reader is told: nothing where undefined. */
function decide(candidate: Candidate, isReadable: boolean, couldRead: boolean): SignalAction | undefined {
  const { record, entry, subscriber } = candidate;
  const isGone = entry !== undefined && subscriber.holdings.isGone(entry);
  if (isReadable) {
    // Another access does not raise the version: told as an UPDATE it would pass for known.
    const isNewToReader = record.isNew || isGone || hasOtherAccess(record, subscriber.personId);
    return isNewToReader || (!entry && !candidate.matchesBefore) ? 'CREATE' : 'UPDATE';
  }
  const hadIt = entry ? !isGone : candidate.matchesBefore && couldRead;
  return hadIt ? 'DELETE' : undefined;
}

const has = (wants: Wants | undefined, personId: string, entityId: string): boolean =>
  wants?.get(personId)?.has(entityId) ?? false;

async function resolveEach<Question, Answer>(
  questions: ReadonlyMap<string, Question>,
  ask: (entityCode: string, question: Question) => Promise<Answer>,
): Promise<Map<string, Answer>> {
  const entries = [...questions].map(
    async ([entityCode, question]) => [entityCode, await ask(entityCode, question)] as const,
  );
  return new Map(await Promise.all(entries));
}

/** One `Signal` for all readers that are told the same of a record. */
class SignalCache {
  private readonly signals = new Map<RecordChange, Partial<Record<SignalAction, Signal>>>();

  of(record: RecordChange, action: SignalAction, version: number): Signal {
    let ofRecord = this.signals.get(record);
    if (!ofRecord) this.signals.set(record, (ofRecord = {}));
    const known = ofRecord[action];
    if (known?.version === version) return known;
    return (ofRecord[action] = new Signal(record.entityCode, record.entityId, action, version));
  }
}
