import { z } from 'zod';

/** An entity's name on the wire, which is its table's name: singular, snake_case. */
export const entityCodeSchema = z.string().max(63);

/** A record's UUID in its canonical lower-case text form. Any UUID version is accepted; upper case is folded. */
export const entityIdSchema = z
  .string()
  .regex(/^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/, 'must be a UUID')
  .toLowerCase();

/**
 * PostgreSQL's `pg_snapshot` as text, `xmin:xmax:xip,...`: names exactly the transactions that a reader has seen.
 * Opaque to clients: they store the last one they were given and send it back as `since`.
 * Source: PostgreSQL documentation, "Transaction ID and Snapshot Information Functions".
 */
export const snapshotTokenSchema = z
  .string()
  .max(16_384)
  .regex(/^\d{1,20}:\d{1,20}:(\d{1,20}(,\d{1,20})*)?$/, 'must be a snapshot token')
  .brand<'SnapshotToken'>();

export type SnapshotToken = z.infer<typeof snapshotTokenSchema>;

/** Echoed in the answer to the message that carried it, so that a client can pair the two. */
export const refSchema = z.union([z.string().max(64), z.number()]);
