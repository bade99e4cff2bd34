import type { ServerMessage } from '@tidemark/protocol';
import { combineLatest, type Observable, Subject, Subscription } from 'rxjs';

import { Connection } from '../connection/connection.ts';
import type { ConnectionState } from '../connection/connection-state.ts';
import type { RestClient } from '../connection/rest-client.ts';
import type { Interest } from '../interest/interest.ts';
import { scopeOf } from '../interest/scope-of.ts';
import { Subscriptions } from '../interest/subscriptions.ts';
import { OutboxPusher } from '../outbox/outbox-pusher.ts';
import type { Clock } from '../ports/clock.ts';
import type { Presence } from '../ports/presence.ts';
import type { Transport } from '../ports/transport.ts';
import { AnswerApplier } from '../refetch/answer-applier.ts';
import { AnswerOrder } from '../refetch/answer-order.ts';
import { ListLoader } from '../refetch/list-loader.ts';
import { Poller } from '../refetch/poller.ts';
import { RefetchQueue } from '../refetch/refetch-queue.ts';
import type { RecordStore } from '../store/record-store.ts';
import { recordKey } from '../store/stored-record.ts';
import { type LeaderReport, NO_REPORT } from '../tabs/leader-report.ts';
import type { SyncProblem } from './sync-status.ts';
import type { Tuning } from './tuning.ts';

export interface LeaderOptions {
  readonly apiUrl: string;
  readonly store: RecordStore;
  readonly rest: RestClient;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tuning: Tuning;
  readonly presence: Presence;
  /** What all tabs together show. */
  readonly interest$: Observable<Interest>;
  accessToken(options?: { refresh?: boolean }): Promise<string | null>;
  /** Whether this tab may still act as the leader. */
  isLeading(): boolean;
  log(line: string): void;
}

/** States in which requests make sense: everything but no network, no sign-in, or not running. */
const TALKING: ReadonlySet<ConnectionState> = new Set(['connecting', 'online', 'waiting']);

/**
 * The leading tab's machinery for all tabs: one socket, one refetch queue, one outbox. It lives as long as the tab
 * leads; a new one starts from what the tabs show and what the store holds.
 */
export class Leader {
  /** Emits whenever `report` may have changed. */
  readonly changed$ = new Subject<void>();
  readonly connection: Connection;
  readonly #options: LeaderOptions;
  readonly #order = new AnswerOrder();
  readonly #applier: AnswerApplier;
  readonly #refetch: RefetchQueue;
  readonly #lists: ListLoader;
  readonly #subscriptions: Subscriptions;
  readonly #outbox: OutboxPusher;
  readonly #poller: Poller;
  readonly #running = new Subscription();
  #interest: Interest = { keys: [], lists: [] };
  #shown: ReadonlySet<string> = new Set();
  #problem: SyncProblem | undefined;
  #lastCurrentAt: number | undefined;

  constructor(options: LeaderOptions) {
    this.#options = options;
    const { store, clock, isLeading, log } = options;
    const onSignedOut = (): void => this.connection.dispatch('token-missing');
    const shared = { ...options, order: this.#order, onSignedOut };
    this.connection = new Connection(options);
    // After a pause the same tab may lead again, with a new leader: answers to the old one are out of its order.
    this.#applier = new AnswerApplier(store, this.#order, () => !this.#running.closed && isLeading());
    this.#refetch = new RefetchQueue({ ...shared, applier: this.#applier, isShown: (key) => this.#shown.has(key) });
    this.#lists = new ListLoader({ ...shared, applier: this.#applier, onLate: (keys) => this.#refetch.mark(keys) });
    this.#subscriptions = new Subscriptions({
      connection: this.connection,
      clock,
      collectMs: options.tuning.collectMs,
      log,
      readAs: this.#applier.readAs,
      onUncovered: (keys) => this.#refetch.mark(keys),
      onUncoveredList: (listKey) => this.#lists.reload((key) => key === listKey),
      onProblem: (problem) => this.#report(problem),
    });
    this.#outbox = new OutboxPusher({ ...shared, onDoubt: (keys) => this.#refetch.mark(keys) });
    this.#poller = new Poller({
      ...options,
      failures$: this.connection.failures$,
      state$: this.connection.state$,
      poll: () => this.#poll(),
    });
  }

  start(): void {
    const { interest$, presence } = this.#options;
    this.#running.add(this.connection.messages$.subscribe((message) => this.#hear(message)));
    this.#running.add(this.connection.state$.subscribe((state) => this.#follow(state)));
    this.#running.add(interest$.subscribe((interest) => this.#show(interest)));
    this.#running.add(this.#lists.lists$.subscribe(() => this.#subscribe()));
    this.#running.add(this.#applier.applied$.subscribe((keys) => this.#subscriptions.reconsider(keys)));
    this.#running.add(
      combineLatest([
        this.#refetch.size$,
        this.#refetch.lagMs$,
        this.#subscriptions.open$,
        this.#lists.lists$,
        this.#poller.isPolling$,
        this.connection.isLate$,
      ]).subscribe(() => this.#changed()),
    );
    this.#poller.start();
    this.connection.dispatch('start');
    let wasOnline = true;
    this.#running.add(
      presence.online$.subscribe((isOnline) => {
        if (isOnline !== wasOnline) this.connection.dispatch(isOnline ? 'network-back' : 'network-lost');
        wasOnline = isOnline;
      }),
    );
  }

  /** What every tab should show. */
  get report(): LeaderReport {
    const state = this.connection.state$.value;
    const lagMs = this.#refetch.lagMs$.value;
    const isPolling = this.#poller.isPolling$.value;
    return {
      ...NO_REPORT,
      // With the socket blocked, answers to polls are what counts.
      state: isPolling && this.#options.rest.isReachable && TALKING.has(state) ? 'online' : state,
      transport: isPolling ? 'polling' : 'websocket',
      isCurrent: this.#isCurrent(),
      isLate: this.connection.isLate$.value,
      lists: [...this.#lists.lists$.value],
      ...(this.#lastCurrentAt !== undefined && { lastCurrentAt: this.#lastCurrentAt }),
      ...(lagMs !== undefined && { lagMs }),
      ...(this.#problem && { error: this.#problem }),
    };
  }

  stop(): void {
    this.#running.unsubscribe();
    this.#outbox.stop();
    this.#refetch.stop();
    this.#lists.stop();
    this.#poller.stop();
    this.connection.dispatch('stop');
    this.changed$.complete();
  }

  /** Whether everything shown is known to be what the server holds, as far as signals have arrived. */
  #isCurrent(): boolean {
    const isQuiet = this.#refetch.size$.value === 0 && this.#lists.isSettled;
    if (this.#poller.isPolling$.value) return isQuiet && this.#options.rest.isReachable;
    const { state$, isLate$ } = this.connection;
    return isQuiet && state$.value === 'online' && !isLate$.value && this.#subscriptions.open$.value === 0;
  }

  #changed(): void {
    if (this.#isCurrent()) this.#lastCurrentAt = this.#options.clock.now();
    this.changed$.next();
  }

  #report(problem: SyncProblem | undefined): void {
    this.#problem = problem;
    this.#changed();
  }

  #follow(state: ConnectionState): void {
    if (state === 'online') {
      this.#problem = undefined;
      this.#subscriptions.online();
    } else this.#subscriptions.offline();
    const isPaused = !TALKING.has(state);
    this.#refetch.setPaused(isPaused);
    this.#lists.setPaused(isPaused);
    this.#outbox.setPaused(isPaused);
    this.#changed();
  }

  #show(interest: Interest): void {
    this.#interest = interest;
    this.#shown = new Set(interest.keys);
    this.#lists.want(interest.lists);
    this.#subscribe();
  }

  #subscribe(): void {
    const { catalogue } = this.#options.store;
    this.#subscriptions.want(
      this.#interest.keys,
      this.#lists.loaded().map(({ key, interest, readAs }) => ({
        listKey: key,
        entityCode: interest.entityCode,
        scope: scopeOf(interest, catalogue),
        readAs,
      })),
    );
  }

  #hear(message: ServerMessage): void {
    this.#subscriptions.hear(message);
    if (message.type !== 'INVALIDATE') return;
    const { entityCode, changes, timestamp } = message.payload;
    if (!this.#options.store.catalogue.has(entityCode)) return;
    this.#options.log(`[Sync] INVALIDATE: ${entityCode} (${changes.length} changes)`);
    const sent = Date.parse(timestamp);
    const signalledAt = Number.isNaN(sent) ? {} : { signalledAt: sent };
    for (const { entityId, action, version } of changes) {
      // A version that is held is no reason to leave it at that where the record is gone, or what may be done with it is new.
      this.#refetch.mark(
        [recordKey(entityCode, entityId)],
        action === 'UPDATE' ? { version, ...signalledAt } : signalledAt,
      );
    }
    this.#shed(entityCode);
  }

  /** More changes of records that nobody shows than are worth fetching one by one: the lists are loaded again instead. */
  #shed(entityCode: string): void {
    const { unseenFetchLimit } = this.#options.tuning;
    const isUnseen = (key: string): boolean => key.startsWith(`${entityCode}|`) && !this.#shown.has(key);
    if (this.#refetch.count(isUnseen) <= unseenFetchLimit) return;
    this.#refetch.unmark((key) => {
      if (!isUnseen(key)) return false;
      this.#applier.readAs.delete(key);
      return true;
    });
    this.#lists.reload((_, interest) => interest.entityCode === entityCode);
  }

  /** Everything that is shown, asked for again; with nothing shown, only whether the server is there. */
  #poll(): void {
    const listed = this.#lists.keys();
    this.#lists.reload();
    this.#refetch.mark([...this.#shown].filter((key) => !listed.has(key)));
    if (this.#interest.lists.length + this.#shown.size === 0) void this.#ask();
  }

  async #ask(): Promise<void> {
    const { rest } = this.#options;
    const outcome = await rest.request({ method: 'POST', path: '/api/v1/sync/fetch', body: { wants: [] } });
    if (this.#running.closed) return;
    if (outcome.kind === 'signed-out') this.connection.dispatch('token-missing');
    this.#changed();
  }
}
