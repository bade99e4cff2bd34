import path from 'node:path';

import { startWorker, type Worker } from '../harness/start-worker.ts';
import type { Arrivals } from './arrivals.ts';

export interface OpenRequest {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** Access tokens, dealt out in turn; none for the reference, which knows no sign-in. */
  readonly tokens: readonly string[];
  readonly count: number;
}

export interface OpenOutcome {
  readonly opened: number;
  /** Status lines of the first few that failed. */
  readonly failures: readonly string[];
  readonly tookMs: number;
}

export interface SubscribeRequest {
  readonly entityCode: string;
  readonly ids?: readonly string[];
  /** Ids for each connection in turn, instead of `ids`. */
  readonly idsOf?: readonly (readonly string[])[];
  readonly scope?: Readonly<Record<string, unknown>>;
  readonly since?: string;
  /** 1 subscribes one connection after the other, so that the time to the answer has no queueing in it. */
  readonly atOnce?: 1;
}

export interface SubscribeOutcome {
  /** From sending to the answer, per connection, milliseconds. */
  readonly tookMs: readonly number[];
  /** Subscriptions that stand, all connections together. */
  readonly count: number;
}

/** Connections in a process of their own. */
export class Fleet {
  private readonly worker: Worker;

  constructor() {
    this.worker = startWorker(path.join(import.meta.dirname, 'fleet.worker.ts'), {
      execArgv: ['--max-old-space-size=8192'],
    });
  }

  /** Rejects if any handshake fails, unless `allowFailures`. */
  async open(request: OpenRequest, { allowFailures = false } = {}): Promise<OpenOutcome> {
    const outcome = await this.worker.call<OpenOutcome>('open', request);
    if (outcome.opened < request.count && !allowFailures) {
      throw new Error(
        `${request.count - outcome.opened} of ${request.count} handshakes failed: ${outcome.failures.join(', ')}`,
      );
    }
    return outcome;
  }

  subscribe(request: SubscribeRequest): Promise<SubscribeOutcome> {
    return this.worker.call('subscribe', request);
  }

  unsubscribeAll(): Promise<void> {
    return this.worker.call('unsubscribeAll');
  }

  /** A snapshot token of now. */
  token(): Promise<string | undefined> {
    return this.worker.call('token');
  }

  /** How many changes have arrived since the last `take`. */
  heard(): Promise<number> {
    return this.worker.call('heard');
  }

  /** Resolves when `count` changes have arrived, or none has for `quietMs`; with the number that have. */
  async hear(count: number, quietMs = 2_000): Promise<number> {
    let heard = await this.heard();
    for (let quietSince = Date.now(); heard < count && Date.now() - quietSince < quietMs;) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      const now = await this.heard();
      if (now > heard) quietSince = Date.now();
      heard = now;
    }
    return heard;
  }

  take(): Promise<Arrivals> {
    return this.worker.call('take');
  }

  state(): Promise<{ open: number; resyncs: number }> {
    return this.worker.call('state');
  }

  cut(): Promise<void> {
    return this.worker.call('cut');
  }

  stop(): Promise<void> {
    return this.worker.stop();
  }
}
