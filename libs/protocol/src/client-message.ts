import { z } from 'zod';

import { authSchema } from './client/auth.ts';
import { pingSchema } from './client/ping.ts';
import { subscribeSchema } from './client/subscribe.ts';
import { unsubscribeSchema } from './client/unsubscribe.ts';
import { unsubscribeAllSchema } from './client/unsubscribe-all.ts';

/** Everything a client may send. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  subscribeSchema,
  unsubscribeSchema,
  unsubscribeAllSchema,
  pingSchema,
  authSchema,
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
