import type { ConnectionState } from '../connection/connection-state.ts';
import type { SyncProblem } from '../engine/sync-status.ts';
import type { ListState } from '../refetch/list-loader.ts';

/** What the leader knows and every tab shows. Plain data: it travels between tabs. */
export interface LeaderReport {
  readonly state: ConnectionState;
  readonly transport: 'websocket' | 'polling';
  /** Whether everything that any tab shows is known to be what the server holds. */
  readonly isCurrent: boolean;
  /** Whether the server says that its signals come late. */
  readonly isLate: boolean;
  readonly lastCurrentAt?: number;
  readonly lagMs?: number;
  readonly error?: SyncProblem;
  /** Lists by `listKey`. */
  readonly lists: readonly (readonly [string, ListState])[];
}

export const NO_REPORT: LeaderReport = {
  state: 'idle',
  transport: 'websocket',
  isCurrent: false,
  isLate: false,
  lists: [],
};
