import { z } from 'zod';

const entrySchema = z.object({
  version: z.number(),
  action: z.enum(['CREATE', 'UPDATE', 'DELETE']),
  at: z.string(),
  actor: z.object({ username: z.string(), name: z.string() }).nullable(),
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
});

/** Answer of `GET /api/v1/{entityCode}/{id}/history`, as far as the history tab reads it. */
export const historyPageSchema = z.object({ items: z.array(entrySchema), nextCursor: z.string().nullable() });
export type HistoryPage = z.infer<typeof historyPageSchema>;
export type HistoryEntry = z.infer<typeof entrySchema>;
