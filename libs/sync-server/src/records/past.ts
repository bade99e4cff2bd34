import type { Row, SnapshotToken } from '@tidemark/protocol';

import type { RequestContext } from '../database/request-context.ts';
import type { Table } from './table.ts';

/** Knows how records were. Provided by the audit module. */
export interface Past {
  /** A record as it was at a moment (ISO 8601); null where it was not there, or where the caller may not see it. */
  asOf(
    context: RequestContext,
    table: Table,
    id: string,
    moment: string,
  ): Promise<{ row: Row | null; snapshot: SnapshotToken }>;
}

/** DI token of the `Past`; without one `?asOf=` is refused. */
export const PAST = Symbol('PAST');
