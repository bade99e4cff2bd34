import { createHash } from 'node:crypto';

import type { Row, SnapshotToken } from '@tidemark/protocol';
import type { PoolClient } from 'pg';

import { AppError } from '../errors/app-error.ts';
import type { Mutation, Outcome } from './mutation.ts';

const IN_FLIGHT_RETRY_SECONDS = 1;

/** Held until the transaction ends, whatever way it ends. Two hashes of 32 bits make an accidental collision harmless: a 409 to retry. */
const TRY_LOCK = `SELECT pg_try_advisory_xact_lock(hashtext('applied_write:' || $1), hashtext($2)) AS free`;

/** Sent behind TRY_LOCK as a statement of its own: its snapshot is newer, so it sees what the lock's last holder committed. */
const FIND = `SELECT request_hash, status, response FROM app.applied_write WHERE person_id = $1::uuid AND write_id = $2::uuid`;

interface Stored {
  request_hash: string;
  status: Outcome['status'];
  /** The snapshot is the one of the first answer: the row is as old as that. */
  response: { row: Row | null; version: number; snapshot: SnapshotToken };
}

/**
 * Takes the idempotency key for this transaction. Gives the stored outcome where the key's write has happened, and
 * undefined where the caller is to perform it now. Rejects with IDEMPOTENCY_IN_FLIGHT while another request holds the
 * key, and with IDEMPOTENCY_MISMATCH where it was used for a different request.
 */
export async function claimKey(
  client: PoolClient,
  personId: string,
  key: string,
  hash: string,
): Promise<Outcome | undefined> {
  const [lock, found] = await Promise.all([
    client.query<{ free: boolean }>(TRY_LOCK, [personId, key]),
    client.query<Stored>(FIND, [personId, key]),
  ]);
  const [stored] = found.rows;
  if (!stored) {
    if (lock.rows[0]?.free) return undefined;
    throw new AppError('IDEMPOTENCY_IN_FLIGHT', undefined, { retryAfterSeconds: IN_FLIGHT_RETRY_SECONDS });
  }
  if (stored.request_hash !== hash) throw new AppError('IDEMPOTENCY_MISMATCH');
  return { status: stored.status, ...stored.response, replayed: true };
}

/** Tells two requests apart that carry the same key. The order of fields does not matter; of a restore no field does. */
export function requestHash(
  { table, action, id, baseVersion, isRestore }: Mutation,
  values: ReadonlyMap<string, unknown>,
): string {
  const fields = isRestore ? 'RESTORE' : [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  const content = JSON.stringify([table.entity.code, action, id ?? null, baseVersion, fields]);
  return createHash('sha256').update(content).digest('base64url');
}
