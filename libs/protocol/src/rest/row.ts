import { z } from 'zod';

/** A record as PostgreSQL represents it: camelCase keys, ISO timestamps in UTC, money as numbers, no secret columns. */
export const rowSchema = z.looseObject({
  id: z.string(),
  version: z.number().int(),
  createdTs: z.string(),
  updatedTs: z.string(),
});

export type Row = z.infer<typeof rowSchema>;

/** Ids of those items of an answer that the caller may read, but neither change nor delete. */
export const readOnlySchema = z.array(z.string()).default([]);

/** Answer of `GET /api/v1/{entityCode}`; `nextCursor` is null on the last page. */
export const pageSchema = z.object({
  items: z.array(rowSchema),
  nextCursor: z.string().nullable(),
  readOnly: readOnlySchema,
});
export type Page = z.infer<typeof pageSchema>;

/** Response header that carries the snapshot token of the answer's own database snapshot. */
export const SNAPSHOT_HEADER = 'tidemark-snapshot';
