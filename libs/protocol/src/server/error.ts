import { z } from 'zod';

import { refSchema } from '../ids.ts';

/** Refuses one message; the connection stays usable. `code` is from the error catalogue (`error-catalogue.ts`). */
export const errorSchema = z.object({
  type: z.literal('ERROR'),
  payload: z.object({
    code: z.string(),
    message: z.string(),
    /** When to try again, where trying again may help. */
    retryAfterMs: z.number().int().optional(),
  }),
  ref: refSchema.optional(),
});

export type ErrorMessage = z.infer<typeof errorSchema>;
