import { z } from 'zod';

import { authExpiringSchema } from './server/auth-expiring.ts';
import { connectedSchema } from './server/connected.ts';
import { errorSchema } from './server/error.ts';
import { invalidateSchema } from './server/invalidate.ts';
import { pongSchema } from './server/pong.ts';
import { resyncSchema } from './server/resync.ts';
import { subscribedSchema } from './server/subscribed.ts';
import { unsubscribedSchema } from './server/unsubscribed.ts';

/** Everything a server may send. Unknown extra fields are allowed, so that an older client survives a newer server. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  connectedSchema,
  subscribedSchema,
  unsubscribedSchema,
  invalidateSchema,
  resyncSchema,
  authExpiringSchema,
  pongSchema,
  errorSchema,
]);

export type ServerMessage = z.infer<typeof serverMessageSchema>;
