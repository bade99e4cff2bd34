import { z } from 'zod';

import { refSchema } from '../ids.ts';

/**
 * Replaces the access token of the connection before it expires. The token must belong to the same user, else the
 * socket is closed with 4403. Answered by CONNECTED (with the same connectionId).
 */
export const authSchema = z.strictObject({
  type: z.literal('AUTH'),
  payload: z.strictObject({ token: z.string().min(1).max(8_192) }),
  ref: refSchema.optional(),
});

export type AuthMessage = z.infer<typeof authSchema>;
