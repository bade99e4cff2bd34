import { createHash } from 'node:crypto';

import type { ErrorCode, Row, SnapshotToken } from '@tidemark/protocol';
import type { PoolClient } from 'pg';

import { AppError, type AppErrorExtras } from '../errors/app-error.ts';
import type { Mutation, Outcome } from './mutation.ts';
import type { Keep } from './sql/written.ts';

const IN_FLIGHT_RETRY_SECONDS = 1;

/** Held until the transaction ends, whatever way it ends. Two hashes of 32 bits make an accidental collision harmless: a 409 to retry. */
const TRY_LOCK = `SELECT pg_try_advisory_xact_lock(hashtext('applied_write:' || $1), hashtext($2)) AS free`;

/** Sent behind TRY_LOCK as a statement of its own: its snapshot is newer, so it sees what the lock's last holder committed. */
const FIND = `SELECT request_hash, status, response FROM app.applied_write WHERE person_id = $1::uuid AND write_id = $2::uuid`;

const LOCK = `SELECT pg_advisory_xact_lock(hashtext('applied_write:' || $1), hashtext($2))`;

const REMEMBER = `
INSERT INTO app.applied_write (write_id, person_id, request_hash, status, response)
VALUES ($1::uuid, $2::uuid, $3, $4::smallint, $5::jsonb) ON CONFLICT DO NOTHING`;

/** As the caller was told: the fields that it is about come along, so that a repetition can still name them. */
type Refusal = Pick<AppError, 'detail'> & Pick<AppErrorExtras, 'errors'> & { code: ErrorCode };

interface Stored {
  request_hash: string;
  status: number;
  /** The snapshot is the one of the first answer: the row is as old as that. */
  response: { row: Row | null; version: number; snapshot: SnapshotToken } | Refusal;
}

/**
 * Takes the idempotency key for this transaction. Gives the stored outcome where the key's write has happened, the error
 * where it was refused, and undefined where the caller is to perform it now. Rejects with IDEMPOTENCY_IN_FLIGHT while
 * another request holds the key, and with IDEMPOTENCY_MISMATCH where it was used for a different request.
 */
export async function claimKey(
  client: PoolClient,
  { personId, key, requestHash }: Omit<Keep, 'status'>,
): Promise<Outcome | AppError | undefined> {
  const [lock, stored] = await Promise.all([
    client.query<{ free: boolean }>(TRY_LOCK, [personId, key]),
    find(client, personId, key),
  ]);
  if (!stored) {
    if (lock.rows[0]?.free) return undefined;
    throw new AppError('IDEMPOTENCY_IN_FLIGHT', undefined, { retryAfterSeconds: IN_FLIGHT_RETRY_SECONDS });
  }
  return answerOf(stored, requestHash);
}

/**
 * Stores that the key's write was refused, so that a copy of the request which arrives late is refused as well, though
 * by then the reason may be gone. Gives what is stored in the end: the outcome of a copy that succeeded in between
 * counts.
 */
export async function keepRefusal(
  client: PoolClient,
  { personId, key, requestHash }: Omit<Keep, 'status'>,
  { code, detail, status, extras: { errors } }: AppError,
): Promise<Outcome | AppError | undefined> {
  const response = JSON.stringify({ code, detail, errors } satisfies Refusal);
  const [, , stored] = await Promise.all([
    client.query(LOCK, [personId, key]),
    client.query(REMEMBER, [key, personId, requestHash, status, response]),
    find(client, personId, key),
  ]);
  return stored && answerOf(stored, requestHash);
}

async function find(client: PoolClient, personId: string, key: string): Promise<Stored | undefined> {
  const { rows } = await client.query<Stored>(FIND, [personId, key]);
  return rows[0];
}

function answerOf({ request_hash, status, response }: Stored, hash: string): Outcome | AppError {
  if (request_hash !== hash) throw new AppError('IDEMPOTENCY_MISMATCH');
  if ('code' in response) return new AppError(response.code, response.detail, { errors: response.errors });
  return { status: status as Outcome['status'], ...response, replayed: true };
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
