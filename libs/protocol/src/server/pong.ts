import { z } from 'zod';

import { refSchema, snapshotTokenSchema } from '../ids.ts';

/** Answers PING. The token, where present, promises that everything up to it has been sent on this connection. */
export const pongSchema = z.object({
  type: z.literal('PONG'),
  payload: z.object({ snapshot: snapshotTokenSchema.optional() }),
  ref: refSchema.optional(),
});

export type PongMessage = z.infer<typeof pongSchema>;
