import { z } from 'zod';

/** The access token of this connection ends soon: send AUTH with a fresh one, or the socket closes with 4401. */
export const authExpiringSchema = z.object({
  type: z.literal('AUTH_EXPIRING'),
  payload: z.object({ inMs: z.number().int() }),
});

export type AuthExpiringMessage = z.infer<typeof authExpiringSchema>;
