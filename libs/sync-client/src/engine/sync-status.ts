import type { ConnectionState } from '../connection/connection-state.ts';

/** A failure that concerns the whole engine, or all that it shows of an entity. Never thrown into a stream; shown here until the cause is gone. */
export interface SyncProblem {
  /** `STORAGE_FULL`, `STORAGE_FAILED`, `UNREACHABLE` (no answer), or a code of the server's error catalogue. */
  readonly code: string;
  readonly message: string;
  /** The entity that it concerns, where it concerns one. */
  readonly entityCode?: string;
}

/** What a person needs to know about synchronisation, the same in every tab. */
export interface SyncStatus {
  readonly state: ConnectionState;
  /** `polling` where the socket is switched off or blocked and the shown records are fetched every few seconds. */
  readonly transport: 'websocket' | 'polling';
  /** Mutations that wait to be sent or to be acknowledged. */
  readonly pending: number;
  /** Mutations that the server refused, conflicts included; each waits for a decision of the user. */
  readonly refused: number;
  /** Those of `refused` that clash with somebody else's edit of the same fields. */
  readonly conflicts: number;
  /** Whether everything shown is known to be what the server holds and nothing is pending or refused. */
  readonly synced: boolean;
  /** Whether the server says that its signals come late: what is shown may be out of date, though it is in reach. */
  readonly late: boolean;
  /** Whether this tab holds the connection for all tabs. */
  readonly leading: boolean;
  /** When everything shown was last known to be what the server holds (milliseconds since the epoch). */
  readonly lastSyncedAt?: number;
  /** From the server's sending of the last signal to its effect in the store, in milliseconds. */
  readonly lagMs?: number;
  readonly error?: SyncProblem;
}
