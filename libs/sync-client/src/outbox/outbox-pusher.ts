import {
  MAX_PUSH_MUTATIONS,
  type Problem,
  type PushMutation,
  pushResponseSchema,
  type PushResult,
} from '@tidemark/protocol';
import type { Subscription } from 'rxjs';

import { backoffMs } from '../connection/backoff.ts';
import { isRetryable } from '../connection/is-retryable.ts';
import type { RestClient } from '../connection/rest-client.ts';
import { unexplainedProblem } from '../connection/unexplained-problem.ts';
import type { Tuning } from '../engine/tuning.ts';
import type { Clock, TimerHandle } from '../ports/clock.ts';
import type { AnswerOrder } from '../refetch/answer-order.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type ReadyMutation, selectMutations } from './select-mutations.ts';

export interface OutboxPusherOptions {
  readonly store: RecordStore;
  readonly rest: RestClient;
  readonly order: AnswerOrder;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tuning: Tuning;
  /** Records whose server state is to be looked up after a write. */
  onDoubt(keys: readonly string[]): void;
  onSignedOut(): void;
}

const RETRYABLE_CODES: ReadonlySet<string> = new Set(['IDEMPOTENCY_IN_FLIGHT', 'UNAUTHENTICATED']);

/**
 * Sends what waits in the store, one request at a time, and writes each answer into the record that it belongs to.
 * It holds no state that matters: whatever it forgets (a killed tab, another leader) is sent again under the same
 * idempotency key, and the server answers as it did the first time.
 */
export class OutboxPusher {
  readonly #options: OutboxPusherOptions;
  readonly #queued: Subscription;
  #isPaused = true;
  #isPushing = false;
  #isStale = false;
  #failures = 0;
  /** Mutations of a request that was refused as a whole: sent one by one, to find the one at fault. */
  #isolated = new Set<string>();
  #timer: TimerHandle | undefined;

  constructor(options: OutboxPusherOptions) {
    this.#options = options;
    this.#queued = options.store.watchQueued().subscribe(() => this.kick());
  }

  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#failures = 0;
    this.kick();
  }

  /** Sends what may be sent, unless that is going on already; then it looks again afterwards. */
  kick(): void {
    this.#isStale = true;
    if (this.#isPushing || this.#isPaused || (this.#failures > 0 && this.#timer !== undefined)) return;
    void this.#run();
  }

  stop(): void {
    this.#isPaused = true;
    this.#queued.unsubscribe();
    this.#clearTimer();
  }

  async #run(): Promise<void> {
    const { store, clock } = this.#options;
    this.#isPushing = true;
    this.#clearTimer();
    try {
      while (this.#isStale && !this.#isPaused) {
        this.#isStale = false;
        const { ready, nextAt } = selectMutations(await store.queued(), clock.now(), store.catalogue);
        if (nextAt !== undefined) this.#wakeAt(nextAt);
        const batch = this.#batch(ready);
        if (batch.length === 0) continue;
        this.#isStale = true;
        if (await this.#push(batch)) this.#failures = 0;
        else {
          this.#failures += 1;
          break;
        }
      }
    } catch {
      // The store failed (it says so itself). Nothing is lost: the mutations are still where they were, or nowhere else.
      this.#failures += 1;
    }
    this.#isPushing = false;
    if (this.#failures > 0 && !this.#isPaused) this.#wakeAt(clock.now() + this.#retryMs());
  }

  #batch(ready: readonly ReadyMutation[]): readonly ReadyMutation[] {
    const suspect = ready.find(({ mutation }) => this.#isolated.has(mutation.mutationId));
    return suspect ? [suspect] : ready.slice(0, MAX_PUSH_MUTATIONS);
  }

  #retryMs(): number {
    const { tuning, random } = this.#options;
    return Math.max(1, backoffMs(this.#failures - 1, tuning, random));
  }

  #wakeAt(time: number): void {
    this.#clearTimer();
    this.#timer = this.#options.clock.setTimeout(
      () => {
        this.#timer = undefined;
        this.kick();
      },
      Math.max(0, time - this.#options.clock.now()),
    );
  }

  #clearTimer(): void {
    if (this.#timer !== undefined) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Whether the server answered. */
  async #push(batch: readonly ReadyMutation[]): Promise<boolean> {
    const { rest, order, onSignedOut } = this.#options;
    const request = order.begin();
    try {
      const outcome = await rest.request({
        method: 'POST',
        path: '/api/v1/sync/push',
        body: { mutations: batch.map(toWire) },
      });
      switch (outcome.kind) {
        case 'answer': {
          const { results } = pushResponseSchema.parse(outcome.body);
          await this.#settle(batch, results, request);
          return true;
        }
        case 'refused':
          await this.#isolate(batch, outcome.problem);
          return true;
        case 'blocked':
          return await this.#yield(batch, outcome.problem);
        case 'signed-out':
          onSignedOut();
          return false;
        case 'retry':
          return false;
      }
    } finally {
      order.end(request);
    }
  }

  async #settle(batch: readonly ReadyMutation[], results: readonly PushResult[], request: number): Promise<void> {
    const byId = new Map(results.map((result) => [result.mutationId, result]));
    const doubtful: string[] = [];
    for (const ready of batch) {
      const { record, mutation } = ready;
      const result = byId.get(mutation.mutationId) ?? { mutationId: mutation.mutationId, status: 503 };
      this.#isolated.delete(mutation.mutationId);
      this.#options.order.admitRow(request, record.key);
      if (await this.#settleOne(ready, result)) doubtful.push(record.key);
    }
    if (doubtful.length > 0) this.#options.onDoubt(doubtful);
  }

  /** Writes one result into its record; whether the record's state on the server is still to be looked up. */
  async #settleOne({ record, mutation }: ReadyMutation, result: PushResult): Promise<boolean> {
    const { store, clock } = this.#options;
    const { status, problem } = result;
    const isGoneAlready = mutation.action === 'DELETE' && status === 404;
    if (status < 300 || isGoneAlready) {
      await store.acknowledge(record.key, mutation.mutationId, isGoneAlready ? { ...result, status: 204 } : result);
      // "Not there" may be the stored answer of an earlier attempt; by now the record may be there again.
      if (mutation.action === 'DELETE') return isGoneAlready;
      const present = (await store.read([record.key])).get(record.key);
      // A new record's answer may be the stored one of an earlier attempt; one out of sight may be back.
      return !result.item || !present?.base || mutation.action === 'CREATE';
    }
    if (status === 401 || isRetryable(status) || (problem && RETRYABLE_CODES.has(problem.code))) {
      await this.#postpone({ record, mutation }, problem);
      return false;
    }
    await store.refuse(record.key, mutation.mutationId, problem ?? unexplainedProblem(status), clock.now());
    return true;
  }

  /** The whole request was refused. One mutation alone is at fault itself; of several, each is tried alone. */
  async #isolate(batch: readonly ReadyMutation[], problem: Problem): Promise<void> {
    const [first] = batch;
    if (batch.length > 1 || !first) return this.#tryAlone(batch);
    this.#isolated.delete(first.mutation.mutationId);
    await this.#options.store.refuse(first.record.key, first.mutation.mutationId, problem, this.#options.clock.now());
    this.#options.onDoubt([first.record.key]);
  }

  /**
   * The request did not get to the API. Of several mutations each is tried alone, in case that what stands in the way
   * objects to one of them. One alone goes on waiting: nobody has judged it. Whether the server answered.
   */
  async #yield(batch: readonly ReadyMutation[], problem: Problem): Promise<boolean> {
    const [first] = batch;
    if (batch.length > 1 || !first) {
      this.#tryAlone(batch);
      return true;
    }
    this.#isolated.delete(first.mutation.mutationId);
    await this.#postpone(first, problem);
    return false;
  }

  #tryAlone(batch: readonly ReadyMutation[]): void {
    for (const { mutation } of batch) this.#isolated.add(mutation.mutationId);
  }

  async #postpone({ record, mutation }: ReadyMutation, problem: Problem | undefined): Promise<void> {
    const { store, clock, tuning, random } = this.#options;
    const nextRetryAt = clock.now() + Math.max(1, backoffMs(mutation.attempts, tuning, random));
    await store.postpone(record.key, mutation.mutationId, nextRetryAt, problem);
  }
}

function toWire({ record, mutation }: ReadyMutation): PushMutation {
  const { mutationId, action, baseVersion, fields } = mutation;
  return {
    mutationId,
    entityCode: record.entityCode,
    entityId: record.id,
    action,
    ...(action !== 'CREATE' && baseVersion > 0 && { baseVersion }),
    ...(action !== 'DELETE' && { fields: { ...fields } }),
  };
}
