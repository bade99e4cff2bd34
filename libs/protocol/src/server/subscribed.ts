import { z } from 'zod';

import { entityCodeSchema, refSchema, snapshotTokenSchema } from '../ids.ts';

/**
 * Acknowledges a SUBSCRIBE. By then the subscriptions are registered and mirrored in `app.rxdb_subscription`, and
 * whatever `since` called for is already queued before it.
 */
export const subscribedSchema = z.object({
  type: z.literal('SUBSCRIBED'),
  payload: z.object({
    entityCode: entityCodeSchema,
    /** Subscriptions of this message that stand now, the scope counted as one. */
    count: z.number().int(),
    /** Ids that do not exist or that the caller may not read; the two are not told apart. */
    refused: z.array(z.string()),
    /** Present where everything up to it has been sent on this connection. */
    snapshot: snapshotTokenSchema.optional(),
  }),
  ref: refSchema.optional(),
});

export type SubscribedMessage = z.infer<typeof subscribedSchema>;
