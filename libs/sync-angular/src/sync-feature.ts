import type { SyncEngine, SyncEngineOptions } from '@tidemark/sync-client';

/** Options of the engine that features set. */
export type EngineTuning = Omit<Partial<SyncEngineOptions>, 'user' | 'entities' | 'apiUrl' | 'accessToken'>;

/** An optional capability for `provideSync`; made by one of the `withX` functions. */
export interface SyncFeature {
  readonly engineOptions?: EngineTuning;
  /** Replaces `createSyncEngine`; for tests. */
  readonly createEngine?: (options: SyncEngineOptions) => Promise<SyncEngine>;
}
