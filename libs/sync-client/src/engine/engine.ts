import type { EntityDefinition } from '@tidemark/entity-model';
import {
  BehaviorSubject,
  combineLatest,
  distinctUntilChanged,
  map,
  type Observable,
  shareReplay,
  Subject,
  Subscription,
} from 'rxjs';

import { RestClient } from '../connection/rest-client.ts';
import { InterestRegistry } from '../interest/interest-registry.ts';
import type { Clock } from '../ports/clock.ts';
import type { Presence } from '../ports/presence.ts';
import type { TabHub } from '../ports/tab-bus.ts';
import type { Transport } from '../ports/transport.ts';
import type { FieldValues } from '../store/mutation.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoreFactory } from '../store/store-factory.ts';
import { recordKey } from '../store/stored-record.ts';
import type { Sweeper } from '../store/sweeper.ts';
import { contestedFields } from '../store/transitions.ts';
import { NO_REPORT } from '../tabs/leader-report.ts';
import { Leadership } from '../tabs/leadership.ts';
import { TabCoordinator } from '../tabs/tab-coordinator.ts';
import type { TabMessage } from '../tabs/tab-message.ts';
import { IdFactory } from './id-factory.ts';
import { isAlike } from './is-alike.ts';
import { Leader } from './leader.ts';
import { liveList, liveRecord, type LiveViewOptions } from './live-views.ts';
import { toOutbox } from './outbox.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { RecordSet } from './record-set.ts';
import { RecordWriter } from './record-writer.ts';
import { storageProblem } from './storage-problem.ts';
import type { ConflictChoice, SyncEngine } from './sync-engine.ts';
import type { SyncProblem, SyncStatus } from './sync-status.ts';
import type { Tuning } from './tuning.ts';
import { countUnsent } from './unsent.ts';
import { writeOutcome } from './write-outcome.ts';

export interface EngineParts {
  readonly databaseName: string;
  /** What the names of all of this user's databases begin with. */
  readonly databasePrefix: string;
  /** Aborted by the engine when it stops. */
  readonly closing: AbortController;
  readonly stores: StoreFactory;
  readonly store: RecordStore;
  readonly apiUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly presence: Presence;
  readonly tabs: TabHub;
  readonly tuning: Tuning;
  accessToken(options?: { refresh?: boolean }): Promise<string | null>;
  readonly sweeper: Sweeper;
  log(line: string): void;
}

/** A burst of changes is told to the other tabs once, this many milliseconds after its first. */
const REPORT_MS = 20;

/** One tab's engine: composes the rooms, and holds a `Leader` while this tab leads. */
export class Engine implements SyncEngine {
  readonly status$: Observable<SyncStatus>;
  readonly outbox$: Observable<readonly OutboxEntry[]>;
  readonly signedOut$ = new Subject<void>();
  readonly #parts: EngineParts;
  readonly #registry: InterestRegistry;
  readonly #tabs: TabCoordinator;
  readonly #leadership: Leadership;
  readonly #writer: RecordWriter;
  readonly #views: LiveViewOptions;
  readonly #rest: RestClient;
  readonly #running = new Subscription();
  readonly #storageProblem$ = new BehaviorSubject<SyncProblem | undefined>(undefined);
  readonly #stopped$ = new BehaviorSubject(false);
  #leader: Leader | undefined;
  #isVisible = true;
  #isReportDue = false;

  constructor(parts: EngineParts) {
    const { store, clock, random, tuning, tabs, databaseName } = parts;
    this.#parts = parts;
    const ids = new IdFactory(clock, random);
    this.#registry = new InterestRegistry(clock, tuning.graceMs);
    this.#tabs = new TabCoordinator(ids.next(), tabs.openBus(databaseName), clock);
    this.#rest = new RestClient({ ...parts, timeoutMs: tuning.requestTimeoutMs });
    this.#writer = new RecordWriter(store, clock, ids);
    this.#views = { store, registry: this.#registry, report$: this.#tabs.report$ };
    this.#leadership = new Leadership({
      lock: tabs.openLock(databaseName),
      clock,
      tuning,
      isVisible: () => this.#isVisible,
      beat: () => this.#beat(),
    });
    const queued$ = store.watchQueued().pipe(shareReplay({ bufferSize: 1, refCount: true }));
    this.outbox$ = queued$.pipe(map((queued) => toOutbox(queued, store.catalogue)));
    this.status$ = this.#status(queued$.pipe(map(countUnsent)));
  }

  start(): void {
    const { store, presence } = this.#parts;
    this.#running.add(
      store.failures$.subscribe((error) =>
        this.#storageProblem$.next(error === null ? undefined : storageProblem(error)),
      ),
    );
    this.#running.add(this.#registry.interest$.subscribe((interest) => this.#tabs.show(interest)));
    this.#running.add(this.#tabs.commands$.subscribe((command) => this.#obey(command)));
    this.#running.add(this.#leadership.leads$.subscribe((leads) => (leads ? this.#lead() : this.#follow())));
    this.#running.add(
      presence.visible$.subscribe((isVisible) => {
        const woke = isVisible && !this.#isVisible;
        this.#isVisible = isVisible;
        if (!woke) return;
        this.#leader?.connection.dispatch('wake');
        this.#tabs.tell('wake');
      }),
    );
    this.#running.add(presence.open$.subscribe((isOpen) => (isOpen ? this.#tabs.enter() : this.#tabs.leave())));
    this.#leadership.start();
  }

  records<E extends EntityDefinition>(entity: E): RecordSet<E> {
    if (!this.#parts.store.catalogue.has(entity.code))
      throw new Error(`entity "${entity.code}" is not in the engine's "entities"; add its definition there`);
    return {
      find: ({ where = {}, orderBy, limit = 50 } = {}) => {
        const order = orderBy ?? entity.orderBy;
        return liveList<E>({ entityCode: entity.code, where, orderBy: order }, Math.min(limit, 500), this.#views);
      },
      get: (id) => liveRecord<E>(entity.code, id, this.#views),
      create: (input) => this.#writer.create(entity, input),
      patch: (id, fields) => this.#writer.patch(entity, id, fields),
      remove: (id) => this.#writer.remove(entity, id),
      outcome: (id, patienceMs) => writeOutcome(recordKey(entity.code, id), patienceMs, this.#parts),
    };
  }

  async retry(mutationId: string, fields?: FieldValues): Promise<void> {
    const key = await this.#keyOf(mutationId);
    const next = { mutationId: this.#writer.nextId(), queuedAt: this.#parts.clock.now(), ...(fields && { fields }) };
    await this.#parts.store.requeue(key, mutationId, next);
  }

  async discard(mutationId: string): Promise<void> {
    await this.#parts.store.discard(await this.#keyOf(mutationId), mutationId);
  }

  async resolveConflict(mutationId: string, choice: ConflictChoice): Promise<void> {
    const { store } = this.#parts;
    const key = await this.#keyOf(mutationId);
    const record = (await store.read([key])).get(key);
    const refused = record?.refused.find((mutation) => mutation.mutationId === mutationId);
    const contested =
      record && refused ? contestedFields(refused, record.base, store.catalogue.definition(record.entityCode)) : [];
    const sideOf = (name: string): string | undefined => (typeof choice === 'string' ? choice : choice[name]);
    const isMine = (name: string): boolean => !contested.includes(name) || sideOf(name) === 'mine';
    const mine = Object.fromEntries(Object.entries(refused?.fields ?? {}).filter(([name]) => isMine(name)));
    // A DELETE writes no field: nothing but `mine` for the whole record may send it again.
    const isKept = choice === 'mine' || Object.keys(mine).length > 0;
    await (isKept ? this.retry(mutationId, mine) : this.discard(mutationId));
  }

  async signOut({ force = false }: { force?: boolean } = {}): Promise<{ unsent: number } | void> {
    const { sweeper, stores, store, tabs, databaseName, databasePrefix } = this.#parts;
    const names = await stores.find(databasePrefix);
    // Tabs of another release have a store of their own, and what is unsent there goes with it.
    const others = names.filter((name) => name !== databaseName);
    const held = await Promise.all([store.queued(), ...others.map((name) => stores.salvage(name))]);
    const { pending, refused } = countUnsent(held.flat());
    if (pending + refused > 0 && !force) return { unsent: pending + refused };
    // From here on the stores are gone, even if this tab crashes: the next start finishes what is not done here.
    for (const name of names) sweeper.condemn(name);
    this.#tabs.tell('signed-out');
    for (const name of others) {
      const bus = tabs.openBus(name);
      bus.post({ type: 'signed-out', from: databaseName } satisfies TabMessage);
      bus.close();
    }
    await this.close();
    await sweeper.sweep();
  }

  authChanged(): void {
    this.#obey('auth-changed');
    this.#tabs.tell('auth-changed');
  }

  async close(): Promise<void> {
    if (this.#stopped$.value) return;
    this.#stop();
    await this.#parts.store.close();
  }

  #lead(): void {
    this.#tabs.lead();
    const leader = new Leader({
      ...this.#parts,
      rest: this.#rest,
      interest$: this.#tabs.interest$,
      isLeading: () => this.#leadership.isLeading(),
    });
    this.#leader = leader;
    leader.changed$.subscribe(() => this.#reportSoon());
    leader.start();
  }

  #follow(): void {
    this.#leader?.stop();
    this.#leader = undefined;
  }

  /** Reports a change at once in this tab, and to the others as soon as the present burst of changes is over. */
  #reportSoon(): void {
    if (!this.#leader) return;
    this.#tabs.report$.next(this.#leader.report);
    if (this.#isReportDue) return;
    this.#isReportDue = true;
    this.#parts.clock.setTimeout(() => {
      this.#isReportDue = false;
      this.#beat();
    }, REPORT_MS);
  }

  #beat(): void {
    if (this.#leader) this.#tabs.beat(this.#leader.report);
  }

  #obey(command: 'wake' | 'auth-changed' | 'signed-out' | 'beat'): void {
    switch (command) {
      case 'beat':
        this.#leadership.heard();
        return;
      case 'auth-changed':
        this.#rest.authChanged();
        this.#leader?.connection.dispatch(command);
        return;
      case 'wake':
        this.#leader?.connection.dispatch(command);
        return;
      case 'signed-out':
        void this.close().then(() => {
          this.signedOut$.next();
          this.signedOut$.complete();
        });
        return;
    }
  }

  #stop(): void {
    this.#stopped$.next(true);
    this.#parts.closing.abort();
    this.#leadership.stop();
    this.#running.unsubscribe();
    this.#tabs.close();
  }

  #status(unsent$: Observable<ReturnType<typeof countUnsent>>): Observable<SyncStatus> {
    const sources = [
      this.#tabs.report$,
      unsent$,
      this.#storageProblem$,
      this.#leadership.leads$,
      this.#stopped$,
    ] as const;
    return combineLatest(sources).pipe(
      map(([report, unsent, storage, leading, isStopped]): SyncStatus => {
        const { state, transport, isCurrent, isLate, lastCurrentAt, lagMs } = isStopped
          ? { ...NO_REPORT, state: 'stopped' as const }
          : report;
        const error = storage ?? report.error;
        return {
          state,
          transport,
          ...unsent,
          synced: isCurrent && unsent.pending + unsent.refused === 0 && !error,
          late: isLate,
          leading,
          ...(lastCurrentAt !== undefined && { lastSyncedAt: lastCurrentAt }),
          ...(lagMs !== undefined && { lagMs }),
          ...(error && { error }),
        };
      }),
      distinctUntilChanged(isAlike),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  }

  async #keyOf(mutationId: string): Promise<string> {
    const queued = await this.#parts.store.queued();
    const record = queued.find(({ pending, refused }) =>
      [...pending, ...refused].some((one) => one.mutationId === mutationId),
    );
    if (!record) throw new Error(`mutation ${mutationId} is not in the outbox; it was sent or discarded`);
    return record.key;
  }
}
