import { z } from 'zod';

import { refSchema } from '../ids.ts';

/** Acknowledges UNSUBSCRIBE and UNSUBSCRIBE_ALL with the number of subscriptions that ended. */
export const unsubscribedSchema = z.object({
  type: z.literal('UNSUBSCRIBED'),
  payload: z.object({ count: z.number().int() }),
  ref: refSchema.optional(),
});

export type UnsubscribedMessage = z.infer<typeof unsubscribedSchema>;
