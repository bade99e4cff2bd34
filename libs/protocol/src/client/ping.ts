import { z } from 'zod';

import { refSchema } from '../ids.ts';

/** Asks for a PONG: proves the path alive from a browser, which cannot send WebSocket pings, and yields a fresh token. */
export const pingSchema = z.strictObject({
  type: z.literal('PING'),
  payload: z.strictObject({}).optional(),
  ref: refSchema.optional(),
});

export type PingMessage = z.infer<typeof pingSchema>;
