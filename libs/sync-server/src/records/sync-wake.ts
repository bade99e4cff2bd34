/** Told after each commit of this process, so that its tail polls at once instead of at its next tick. */
export interface SyncWake {
  /** Returns at once; calls in quick succession collapse. */
  wake(): void;
}

/** DI token of the `SyncWake`; optional, since without one the tail's own polling finds the change. */
export const SYNC_WAKE = Symbol('SYNC_WAKE');
