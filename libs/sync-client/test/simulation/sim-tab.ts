import { BehaviorSubject, type Observable, of } from 'rxjs';

import { createSyncEngine } from '../../src/engine/create-sync-engine.ts';
import type { LiveQuery, LiveRecord } from '../../src/engine/record-set.ts';
import type { SyncEngine } from '../../src/engine/sync-engine.ts';
import type { SyncStatus } from '../../src/engine/sync-status.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { FakeTransport, type ManualClock } from '../../src/testing/index.ts';
import { Project, Task } from './entities.ts';
import type { SimBrowser } from './sim-browser.ts';

/** Delays of the real engine, shortened so that simulated minutes suffice. */
const TUNING = { retryMaxMs: 4_000, graceMs: 500, pollMs: 3_000, requestTimeoutMs: 6_000, connectTimeoutMs: 4_000 };

/** As much of a `RecordView` as is checked. */
interface Shown {
  readonly row: { readonly id: string };
  readonly base?: { readonly version: number };
  readonly readOnly: boolean;
}

/**
 * One tab. Everything that reaches its code from outside (timers, answers, frames, messages, lock events) passes its
 * gate: frozen, the tab gets it when it thaws; killed, never.
 */
export class SimTab {
  readonly lists = new Map<'project' | 'task', LiveQuery<typeof Project> | LiveQuery<typeof Task>>();
  readonly lines: string[] = [];
  status: SyncStatus | undefined;
  engine!: SyncEngine;
  isFrozen = false;
  isDead = false;
  /** Dead without having said goodbye. */
  isKilled = false;
  isSignedOut = false;
  /** Highest version shown for each record. */
  readonly shownVersions = new Map<string, number>();
  /** Records that a view of their own shows. */
  readonly looked: string[] = [];
  /** Rows of each list as last shown. */
  readonly rows = new Map<string, readonly { id: string; base: number; readOnly: boolean }[]>();
  readonly violations: string[] = [];
  readonly #browser: SimBrowser;
  readonly #clock: ManualClock;
  readonly #held: (() => void)[] = [];
  readonly #details: LiveRecord<typeof Project>[] = [];
  #kill: () => void = () => undefined;
  #transport: FakeTransport | undefined;

  constructor(browser: SimBrowser, clock: ManualClock) {
    this.#browser = browser;
    this.#clock = clock;
  }

  async open(): Promise<void> {
    const { browser, server, network, notes } = this.#browser;
    const hub = browser.tab((run) => this.deliver(run));
    this.#kill = () => hub.kill();
    const { personId, random } = this.#browser;
    this.#transport = new FakeTransport(server, (token) => this.#browser.personOf(token), {
      isUp: () => network.isUp,
      allowsSockets: () => network.allowsSockets,
      carry: (kind, deliver, lose) =>
        network.carry(kind, () => (kind === 'request' ? deliver() : this.deliver(deliver)), lose),
    });
    this.engine = await createSyncEngine({
      user: { id: personId },
      entities: [Project, Task],
      apiUrl: '',
      accessToken: (options) => this.#browser.accessToken(options?.refresh ?? false),
      stores: this.#browser.stores.forTab(() => !this.isDead),
      transport: this.#transport,
      clock: this.#gatedClock(),
      random,
      presence: { online$: this.#gated(network.online$), visible$: of(true), open$: of(true) },
      tabs: hub,
      notes: { get: (name) => notes.get(name), set: (name, value) => !this.isDead && notes.set(name, value) },
      tuning: TUNING,
      log: (line) => this.lines.push(line),
    });
    this.engine.status$.subscribe((status) => (this.status = status));
    this.engine.signedOut$.subscribe(() => (this.isSignedOut = true));
  }

  /** Whether its code runs and its user is signed in. */
  get isUsable(): boolean {
    return !this.isDead && !this.isFrozen && !this.isSignedOut;
  }

  show(entity: 'project' | 'task', orderBy: 'name' | '-name' | 'size' | '-size', limit: number): void {
    if (this.lists.has(entity)) return;
    const list =
      entity === 'project'
        ? this.engine.records(Project).find({ orderBy, limit })
        : this.engine.records(Task).find({ orderBy: 'name', limit });
    this.lists.set(entity, list);
    const rows$: Observable<readonly Shown[]> = list.rows$;
    rows$.subscribe((rows) => {
      this.rows.set(
        entity,
        rows.map(({ row, base, readOnly }) => ({ id: row.id, base: base?.version ?? 0, readOnly })),
      );
      for (const { row, base } of rows) this.#note(`${entity}|${row.id}`, base?.version);
    });
  }

  hide(entity: 'project' | 'task'): void {
    this.lists.get(entity)?.release();
    this.lists.delete(entity);
    this.rows.delete(entity);
  }

  /** Opens one record for a while. */
  look(id: string): void {
    const view = this.engine.records(Project).get(id);
    this.#details.push(view);
    this.looked.push(`project|${id}`);
    view.view$.subscribe((shown) => this.#note(`project|${id}`, shown?.base?.version));
    if (this.#details.length <= 3) return;
    this.#details.shift()?.release();
    this.looked.shift();
  }

  thaw(): void {
    this.isFrozen = false;
    for (const run of this.#held.splice(0)) run();
  }

  /** The tab is gone without a word. */
  kill(): void {
    this.isDead = true;
    this.isKilled = true;
    this.#held.length = 0;
    this.#transport?.cut();
    this.#kill();
  }

  async close(): Promise<void> {
    await this.engine.close();
    this.isDead = true;
    this.#kill();
  }

  deliver(run: () => void): void {
    if (this.isDead) return;
    if (this.isFrozen) this.#held.push(run);
    else run();
  }

  cut(): void {
    this.#transport?.cut();
  }

  /** I6: a record never goes back to a version older than one that this tab has shown. */
  #note(key: string, version: number | undefined): void {
    if (version === undefined) return;
    const highest = this.shownVersions.get(key) ?? 0;
    if (version < highest) this.violations.push(`${key} went back from version ${highest} to ${version}`);
    this.shownVersions.set(key, Math.max(version, highest));
  }

  #gatedClock(): Clock {
    return {
      now: () => this.#clock.now(),
      setTimeout: (run, ms) => this.#clock.setTimeout(() => this.deliver(run), ms),
      clearTimeout: (handle) => this.#clock.clearTimeout(handle),
    };
  }

  #gated<Value>(source: BehaviorSubject<Value>): Observable<Value> {
    const gated = new BehaviorSubject(source.value);
    source.subscribe((value) => this.deliver(() => gated.next(value)));
    return gated;
  }
}
