import type { ResyncReason } from '@tidemark/protocol';

import type { Holdings } from './holdings.ts';
import type { Signal } from './signal.ts';

/** A connection, as subscriptions and signals see it. */
export interface Subscriber {
  readonly connectionId: string;
  readonly personId: string;
  /** What it subscribes to. */
  readonly holdings: Holdings;
  /** Keeps the signal until it is sent; of several for one record the latest stays. */
  queue(signal: Signal): void;
  /** Tells the client to fetch again what it holds of an entity, or of all. Anything queued for it is superseded. */
  queueResync(reason: ResyncReason, entityCode?: string): void;
}
