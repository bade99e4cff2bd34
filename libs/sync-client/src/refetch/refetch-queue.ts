import { type FetchRequest, fetchResponseSchema, MAX_FETCH_IDS } from '@tidemark/protocol';
import { BehaviorSubject } from 'rxjs';

import { backoffMs } from '../connection/backoff.ts';
import type { RestClient } from '../connection/rest-client.ts';
import type { Tuning } from '../engine/tuning.ts';
import type { Clock, TimerHandle } from '../ports/clock.ts';
import type { RecordStore } from '../store/record-store.ts';
import { parseRecordKey, recordKey } from '../store/stored-record.ts';
import type { AnswerApplier } from './answer-applier.ts';
import type { AnswerOrder } from './answer-order.ts';
import { toServerRows } from './to-server-rows.ts';

/** Why a record has to be fetched. */
interface Mark {
  /** The version that the signal announced; where the store has it already, nothing is fetched. */
  readonly version?: number;
  /** When the server sent the signal (milliseconds since the epoch, the server's clock). */
  readonly signalledAt?: number;
}

export interface RefetchQueueOptions {
  readonly store: RecordStore;
  readonly rest: RestClient;
  readonly order: AnswerOrder;
  readonly applier: AnswerApplier;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tuning: Tuning;
  /** Records that somebody looks at go first. */
  isShown(key: string): boolean;
  /** Called where the server wants a sign-in. */
  onSignedOut(): void;
  log(line: string): void;
}

/**
 * Records that are dirty: announced as changed, or shown without having been checked. They are fetched in batches, a
 * record at most once at a time. A mark that arrives while its record is being fetched stays, because the answer may
 * have been read before the change. An entity that the server refuses to answer for (a pod of another release may not
 * know it) is asked for by itself, and holds up no other.
 */
export class RefetchQueue {
  /** Records that are marked or being fetched. */
  readonly size$ = new BehaviorSubject(0);
  /** How long the last signal took from the server's sending to the store, in milliseconds. */
  readonly lagMs$ = new BehaviorSubject<number | undefined>(undefined);
  readonly #options: RefetchQueueOptions;
  readonly #marks = new Map<string, Mark>();
  readonly #inFlight = new Set<string>();
  /** Entities of a request that was refused: how often each was refused by itself, and whether it waits for its turn. */
  readonly #refused = new Map<string, { times: number; waits: boolean }>();
  #timer: TimerHandle | undefined;
  #failures = 0;
  #isPaused = true;
  #isFlushing = false;

  constructor(options: RefetchQueueOptions) {
    this.#options = options;
  }

  /**
   * Marks records as changed. With `version`, those that the store holds at that version are not fetched; none is of an
   * entity that this release does not know.
   */
  mark(keys: Iterable<string>, mark: Mark = {}): void {
    const { catalogue } = this.#options.store;
    for (const key of keys) {
      if (catalogue.has(parseRecordKey(key).entityCode)) this.#marks.set(key, strongest(this.#marks.get(key), mark));
    }
    this.#changed();
    this.#schedule(this.#options.tuning.collectMs);
  }

  /** Forgets marks of records that nobody shows, where `drop` says so. Used when lists are loaded again instead. */
  unmark(drop: (key: string) => boolean): void {
    for (const key of this.#marks.keys()) if (drop(key)) this.#marks.delete(key);
    this.#changed();
  }

  /** How many marked records pass a test. */
  count(test: (key: string) => boolean): number {
    let count = 0;
    for (const key of this.#marks.keys()) if (test(key)) count += 1;
    return count;
  }

  /** Whether requests may be sent now. Resuming forgets earlier failures: the surroundings have changed. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#failures = 0;
    this.#refused.clear();
    if (!isPaused) this.#schedule(0);
  }

  stop(): void {
    this.#isPaused = true;
    this.#marks.clear();
    if (this.#timer !== undefined) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== undefined || this.#isPaused || this.#due().next().done) return;
    this.#timer = this.#options.clock.setTimeout(() => {
      this.#timer = undefined;
      void this.#flush();
    }, delayMs);
  }

  async #flush(): Promise<void> {
    if (this.#isFlushing || this.#isPaused) return;
    this.#isFlushing = true;
    const batch = this.#take();
    let failed = false;
    try {
      if (batch.size > 0) failed = !(await this.#fetch(batch));
    } catch {
      // The store failed (it says so itself): the marks stay, so that nothing is forgotten.
      this.#restore(batch);
      failed = true;
    }
    for (const key of batch.keys()) this.#inFlight.delete(key);
    this.#isFlushing = false;
    this.#failures = failed ? this.#failures + 1 : 0;
    this.#changed();
    this.#schedule(failed ? this.#retryMs() : 0);
  }

  #retryMs(): number {
    const { tuning, random } = this.#options;
    return backoffMs(this.#failures, tuning, random);
  }

  /** Marked records whose entity does not wait after a refusal. */
  *#due(): Generator<string> {
    for (const key of this.#marks.keys()) {
      if (!this.#refused.get(parseRecordKey(key).entityCode)?.waits) yield key;
    }
  }

  /** The next batch: shown records first, none that is being fetched, a refused entity by itself. */
  #take(): Map<string, Mark> {
    const { isShown } = this.#options;
    const due = [...this.#due()].filter((key) => !this.#inFlight.has(key));
    const suspect = due.map((key) => parseRecordKey(key).entityCode).find((code) => this.#refused.has(code));
    const keys = suspect === undefined ? due : due.filter((key) => parseRecordKey(key).entityCode === suspect);
    const shown = keys.filter((key) => isShown(key));
    const batch = [...shown, ...keys.filter((key) => !isShown(key))].slice(0, MAX_FETCH_IDS);
    return new Map(
      batch.map((key) => {
        const mark = this.#marks.get(key) ?? {};
        this.#marks.delete(key);
        this.#inFlight.add(key);
        return [key, mark];
      }),
    );
  }

  /** Whether the batch is done with; if not, its marks are back in place. */
  async #fetch(batch: ReadonlyMap<string, Mark>): Promise<boolean> {
    const { rest, order, applier, onSignedOut } = this.#options;
    const wanted = await this.#outdated(batch);
    if (wanted.length === 0) return true;
    const request = order.begin();
    try {
      const outcome = await rest.request({ method: 'POST', path: '/api/v1/sync/fetch', body: toRequest(wanted) });
      if (outcome.kind === 'signed-out') onSignedOut();
      if (outcome.kind === 'refused') this.#isolate(wanted);
      if (outcome.kind !== 'answer') {
        this.#restore(batch);
        return outcome.kind === 'refused';
      }
      const { results, snapshot } = fetchResponseSchema.parse(outcome.body);
      for (const { entityCode } of results) this.#refused.delete(entityCode);
      const late = await applier.apply({
        request,
        snapshot,
        rows: results.flatMap(toServerRows),
        gone: results.flatMap(({ entityCode, gone }) => gone.map((id) => recordKey(entityCode, id))),
      });
      for (const key of late) this.#marks.set(key, strongest(this.#marks.get(key), {}));
      this.#report(wanted, batch);
      return true;
    } finally {
      order.end(request);
    }
  }

  /** The keys of a batch that the store does not hold at the announced version. */
  async #outdated(batch: ReadonlyMap<string, Mark>): Promise<readonly string[]> {
    const versions = new Map<string, number>();
    const unconditional: string[] = [];
    for (const [key, { version }] of batch) {
      if (version === undefined) unconditional.push(key);
      else versions.set(key, version);
    }
    return [...unconditional, ...(versions.size > 0 ? await this.#options.store.outdated(versions) : [])];
  }

  /** Of several entities each is asked for by itself; one alone is asked for again later and later. */
  #isolate(keys: readonly string[]): void {
    const { clock, tuning, random } = this.#options;
    const entities = new Set(keys.map((key) => parseRecordKey(key).entityCode));
    for (const entityCode of entities) {
      const times = entities.size > 1 ? 0 : (this.#refused.get(entityCode)?.times ?? 0) + 1;
      const refusal = { times, waits: times > 0 };
      this.#refused.set(entityCode, refusal);
      if (times === 0) continue;
      clock.setTimeout(
        () => {
          refusal.waits = false;
          this.#schedule(0);
        },
        Math.max(1, backoffMs(times, tuning, random)),
      );
    }
  }

  #restore(batch: ReadonlyMap<string, Mark>): void {
    for (const [key, mark] of batch) this.#marks.set(key, strongest(this.#marks.get(key), mark));
  }

  #report(keys: readonly string[], batch: ReadonlyMap<string, Mark>): void {
    const { clock, log } = this.#options;
    for (const key of keys) log(`[Sync] Refetched ${key.replace('|', '/')}`);
    const sent = keys.flatMap((key) => batch.get(key)?.signalledAt ?? []);
    if (sent.length > 0) this.lagMs$.next(Math.max(0, clock.now() - Math.min(...sent)));
  }

  #changed(): void {
    const size = new Set([...this.#marks.keys(), ...this.#inFlight]).size;
    if (size !== this.size$.value) this.size$.next(size);
  }
}

/** Of two marks for one record: the higher version; a mark without a version asks for a fetch in any case. */
function strongest(present: Mark | undefined, added: Mark): Mark {
  if (!present) return added;
  const signalledAt = present.signalledAt ?? added.signalledAt;
  const version =
    present.version === undefined || added.version === undefined ? undefined : Math.max(present.version, added.version);
  return { ...(version !== undefined && { version }), ...(signalledAt !== undefined && { signalledAt }) };
}

function toRequest(keys: readonly string[]): FetchRequest {
  const byEntity = new Map<string, string[]>();
  for (const key of keys) {
    const { entityCode, id } = parseRecordKey(key);
    const ids = byEntity.get(entityCode);
    if (ids) ids.push(id);
    else byEntity.set(entityCode, [id]);
  }
  return { wants: [...byEntity].map(([entityCode, ids]) => ({ entityCode, ids })) };
}
