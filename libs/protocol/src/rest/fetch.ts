import { z } from 'zod';

import { entityCodeSchema, entityIdSchema, snapshotTokenSchema } from '../ids.ts';
import { readOnlySchema, rowSchema } from './row.ts';

/** Ids in one fetch request, over all entities. */
export const MAX_FETCH_IDS = 1_000;

/**
 * Body of `POST /api/v1/sync/fetch`: many records of many entities, read in one database snapshot. Without any it asks
 * for the snapshot alone.
 */
export const fetchRequestSchema = z.strictObject({
  wants: z.array(z.strictObject({ entityCode: entityCodeSchema, ids: z.array(entityIdSchema).min(1) })).max(100),
});
export type FetchRequest = z.infer<typeof fetchRequestSchema>;

export const fetchResponseSchema = z.object({
  results: z.array(
    z.object({
      entityCode: entityCodeSchema,
      items: z.array(rowSchema),
      /** Ids that do not exist or may not be read; the two are not told apart. */
      gone: z.array(z.string()),
      readOnly: readOnlySchema,
    }),
  ),
  snapshot: snapshotTokenSchema,
});
export type FetchResponse = z.infer<typeof fetchResponseSchema>;
