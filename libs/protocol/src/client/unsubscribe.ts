import { z } from 'zod';

import { entityCodeSchema, entityIdSchema, refSchema } from '../ids.ts';
import { scopeSchema } from './subscribe.ts';

/**
 * Ends subscriptions of one entity: the named ids, the named scope, or, with neither, everything of that entity.
 * Answered by UNSUBSCRIBED with the number that ended; unsubscribing what was never subscribed counts 0.
 */
export const unsubscribeSchema = z.strictObject({
  type: z.literal('UNSUBSCRIBE'),
  payload: z.strictObject({
    entityCode: entityCodeSchema,
    entityIds: z.array(entityIdSchema).optional(),
    scope: scopeSchema.optional(),
  }),
  ref: refSchema.optional(),
});

export type UnsubscribeMessage = z.infer<typeof unsubscribeSchema>;
