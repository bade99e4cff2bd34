import { z } from 'zod';

import { refSchema } from '../ids.ts';

/** Ends every subscription of the connection; the connection stays open. Answered by UNSUBSCRIBED. */
export const unsubscribeAllSchema = z.strictObject({
  type: z.literal('UNSUBSCRIBE_ALL'),
  payload: z.strictObject({}).optional(),
  ref: refSchema.optional(),
});

export type UnsubscribeAllMessage = z.infer<typeof unsubscribeAllSchema>;
