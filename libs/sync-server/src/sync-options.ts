import type { EntityDefinition } from '@tidemark/entity-model';

import type { LiveOptionsInput } from './live-options.ts';

/** What an application tells the sync server; only the entities and the two URLs have no default. */
export interface SyncOptions {
  /** Every entity that REST and sockets serve. */
  readonly entities: readonly EntityDefinition[];
  /** URL of the API role: no owner, no BYPASSRLS; every statement on records runs as it, under row-level security. */
  readonly apiDatabaseUrl: string;
  /** URL of the sync role: tails the log, keeps the subscription mirror. */
  readonly syncDatabaseUrl: string;
  /** Connections of the API pool. Default 10. */
  readonly apiPoolSize?: number;
  /** Connections of the sync pool. Default 4. */
  readonly syncPoolSize?: number;
  /**
   * A statement of REST that runs longer is cancelled and answered with 503; so is a transaction that waits a little longer
   * than that for its next statement. Default 5,000 ms.
   */
  readonly statementTimeoutMs?: number;
  /** Whether reads of single records are logged as action 0. Default true. */
  readonly auditReads?: boolean;
  /** Sockets, tail and pods; see `live-options.ts` for what may be set and the defaults. */
  readonly live?: LiveOptionsInput;
}

/** DI token of the `SyncOptions`, provided globally by `SyncModule.forRoot` and `forRootAsync`. */
export const SYNC_OPTIONS = Symbol('SYNC_OPTIONS');
