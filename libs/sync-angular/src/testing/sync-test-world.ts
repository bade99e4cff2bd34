import { ApplicationRef, type EnvironmentProviders, type Signal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { EntityDefinition } from '@tidemark/entity-model';
import {
  FakeBrowser,
  FakeServer,
  type FakeServerOptions,
  FakeTransport,
  ManualClock,
  MemoryStores,
} from '@tidemark/sync-client/testing';
import { BehaviorSubject, of } from 'rxjs';

import { provideSync } from '../provide-sync.ts';
import type { SyncConfig } from '../sync-config.ts';

/** What a test may decide about its world. */
export interface SyncTestWorldOptions extends Omit<FakeServerOptions, 'clock'> {
  readonly entities: readonly EntityDefinition[];
  /** Id of the person who is signed in at the start; `null` for nobody. */
  readonly userId?: string | null;
  /** Further parts of the configuration, such as `openRecord`. */
  readonly config?: Partial<SyncConfig>;
}

/** Long enough for signals to be collected, fetched and shown. */
const SETTLE_MS = 100;

/**
 * A small world for component tests: a server in memory, a network that can be cut, and a clock that stands still until
 * it is told to go on. Nothing waits, nothing is random, nothing leaves the process.
 *
 * @example
 * const world = new SyncTestWorld({ entities: [Project] });
 * world.server.put('project', id, { name: 'Harbour' });
 * TestBed.configureTestingModule({ providers: [world.provide()] });
 * const fixture = TestBed.createComponent(ProjectList);
 * await world.settle();
 */
export class SyncTestWorld {
  readonly clock = new ManualClock();
  /** The server: `put` and `remove` are writes by somebody else. */
  readonly server: FakeServer;
  private readonly options: SyncTestWorldOptions;
  private readonly stores = new MemoryStores();
  private readonly browser = new FakeBrowser();
  private readonly network = new BehaviorSubject(true);
  private readonly transport: FakeTransport;
  private readonly currentUser = signal<{ readonly id: string } | null>(null);
  private readonly sessionEnded = signal(false);

  constructor(options: SyncTestWorldOptions) {
    this.options = options;
    this.server = new FakeServer({ clock: this.clock, ...options });
    this.transport = new FakeTransport(this.server, (token) => token, {
      isUp: () => this.network.value,
      allowsSockets: () => true,
      carry: (_kind, deliver) => queueMicrotask(deliver),
    });
    const { userId = 'ada' } = options;
    this.currentUser.set(userId === null ? null : { id: userId });
  }

  get user(): Signal<{ readonly id: string } | null> {
    return this.currentUser;
  }

  /** The providers of `provideSync`, connected to this world. */
  provide(): EnvironmentProviders {
    const config: SyncConfig = {
      entities: this.options.entities,
      user: this.currentUser,
      needsSignIn: this.sessionEnded,
      accessToken: () => Promise.resolve(this.sessionEnded() ? null : (this.currentUser()?.id ?? null)),
      ...this.options.config,
    };
    let seed = 1;
    return provideSync(config, {
      engineOptions: {
        clock: this.clock,
        transport: this.transport,
        stores: this.stores,
        tabs: this.browser.tab(),
        presence: { online$: this.network, visible$: of(true), open$: of(true) },
        random: () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647,
        log: () => undefined,
      },
    });
  }

  /** Signs in as somebody else, or out with `null`. */
  signInAs(userId: string | null): void {
    this.currentUser.set(userId === null ? null : { id: userId });
  }

  /** The server no longer accepts the session, or accepts it again. */
  endSession(ended: boolean): void {
    this.sessionEnded.set(ended);
  }

  /** Cuts the network: sockets end, requests fail. */
  goOffline(): void {
    this.network.next(false);
    this.transport.cut();
  }

  goOnline(): void {
    this.network.next(true);
  }

  /** Lets time pass and everything that is due happen: answers, signals, effects, change detection. */
  async settle(ms = SETTLE_MS): Promise<void> {
    const application = TestBed.inject(ApplicationRef);
    const steps = 4;
    for (let step = 0; step < steps; step += 1) {
      await application.whenStable();
      await this.clock.advance(ms / steps);
    }
    await application.whenStable();
  }
}
