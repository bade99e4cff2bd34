import type { Clock, SyncEngineOptions, Transport, Tuning } from '@tidemark/sync-client';

import type { SyncFeature } from './sync-feature.ts';

/** Keeps the records elsewhere than in IndexedDB through Dexie: any RxStorage. */
export function withStorage(storage: NonNullable<SyncEngineOptions['storage']>): SyncFeature {
  return { engineOptions: { storage } };
}

/** Talks to the server through another `fetch` and another WebSocket, such as one that adds a tenant header. */
export function withTransport(transport: Transport): SyncFeature {
  return { engineOptions: { transport } };
}

/** Takes the `[Sync]` lines (`[Sync] Connected`, ...) that otherwise go to the console. */
export function withLog(log: (line: string) => void): SyncFeature {
  return { engineOptions: { log } };
}

/** Changes delays and sizes of the engine; see `Tuning`. */
export function withTuning(tuning: Partial<Tuning>): SyncFeature {
  return { engineOptions: { tuning } };
}

/** Runs the engine on another clock. */
export function withClock(clock: Clock): SyncFeature {
  return { engineOptions: { clock } };
}
