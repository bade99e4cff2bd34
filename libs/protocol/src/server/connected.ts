import { z } from 'zod';

import { refSchema } from '../ids.ts';
import { DEFAULT_LIMITS } from '../limits.ts';

/** The first message on every connection, and the answer to AUTH. */
export const connectedSchema = z.object({
  type: z.literal('CONNECTED'),
  payload: z.object({
    connectionId: z.string(),
    protocol: z.number().int(),
    limits: z.object({
      idsPerMessage: z.number().int(),
      subscriptionsPerConnection: z.number().int(),
      connectionsPerUser: z.number().int(),
      frameBytes: z.number().int(),
      messagesPerSecond: z.number().int().default(DEFAULT_LIMITS.messagesPerSecond),
      messageBurst: z.number().int().default(DEFAULT_LIMITS.messageBurst),
    }),
    heartbeatMs: z.number().int(),
  }),
  ref: refSchema.optional(),
});

export type ConnectedMessage = z.infer<typeof connectedSchema>;
