import type { CommittedUpdate } from '../subscription/early-signals.ts';

/** The live half, as those see it who write: told after each commit of this process. */
export interface SyncWake {
  /** Has the tail poll at once instead of at its next tick. Returns at once; calls in quick succession collapse. */
  wake(): void;
  /** People who hold a record by id here: to be asked for in the transaction that updates it, for `tellEarly`. */
  holdersOf(entityCode: string, entityId: string): readonly string[];
  /** Sends the signals of a committed update to those who hold the record by id, ahead of the tail. */
  tellEarly(update: CommittedUpdate): void;
}

/** DI token of the `SyncWake`; optional, since without one the tail's own polling finds the change. */
export const SYNC_WAKE = Symbol('SYNC_WAKE');
