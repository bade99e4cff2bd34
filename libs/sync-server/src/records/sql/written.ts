import type { Parameters, Statement } from './parameters.ts';

/** What a write did, as one row; no row where it touched nothing. */
export interface Written {
  /** The row after the write; NULL after a DELETE. */
  readonly row: Record<string, unknown> | null;
  readonly version: string;
  readonly snapshot: string;
}

/** The idempotency key under which a write is remembered, and the status that its replay answers. */
export interface Keep {
  readonly key: string;
  readonly personId: string;
  readonly requestHash: string;
  readonly status: number;
}

/**
 * Wraps an INSERT, UPDATE or DELETE that returns `row` and `version`. With `keep`, the same statement stores the answer
 * under the idempotency key: effect and key are committed together or not at all.
 */
export function written(effect: string, parameters: Parameters, keep?: Keep): Statement {
  // A data-modifying WITH runs to its end whether it is read or not, so the key is stored without another round trip.
  const stored = keep
    ? `, kept AS (INSERT INTO app.applied_write (write_id, person_id, request_hash, status, response)
         SELECT ${parameters.add(keep.key)}::uuid, ${parameters.add(keep.personId)}::uuid, ${parameters.add(keep.requestHash)},
                ${parameters.add(keep.status)}::smallint, jsonb_build_object('row', e.row, 'version', e.version, 'snapshot', pg_current_snapshot()::text) FROM effect e)`
    : '';
  return {
    text: `WITH effect AS (${effect})${stored}
           SELECT e.row, e.version::text AS version, pg_current_snapshot()::text AS snapshot FROM effect e`,
    values: parameters.values,
  };
}
