import { z } from 'zod';

import { entityCodeSchema } from '../ids.ts';

export const resyncReasonSchema = z.enum(['TOKEN_TOO_OLD', 'TOKEN_UNKNOWN', 'TOO_MANY_CHANGES', 'TRUNCATED']);
export type ResyncReason = z.infer<typeof resyncReasonSchema>;

/** The server cannot tell what was missed: fetch again everything held, of one entity or, without it, of all. */
export const resyncSchema = z.object({
  type: z.literal('RESYNC'),
  payload: z.object({
    entityCode: entityCodeSchema.optional(),
    reason: resyncReasonSchema,
  }),
});

export type ResyncMessage = z.infer<typeof resyncSchema>;
