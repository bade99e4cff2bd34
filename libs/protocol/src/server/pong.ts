import { z } from 'zod';

import { refSchema, snapshotTokenSchema } from '../ids.ts';

/**
 * Answers PING. The token promises that everything up to it has been sent on this connection. Without one the connection
 * is behind: older signals wait to be sent, or the server cannot follow the database at the moment.
 */
export const pongSchema = z.object({
  type: z.literal('PONG'),
  payload: z.object({ snapshot: snapshotTokenSchema.optional() }),
  ref: refSchema.optional(),
});

export type PongMessage = z.infer<typeof pongSchema>;
