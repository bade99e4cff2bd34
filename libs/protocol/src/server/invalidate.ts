import { z } from 'zod';

import { entityCodeSchema, snapshotTokenSchema } from '../ids.ts';

/** What happened to a record, as its reader sees it: DELETE also stands for "you may no longer read it". */
export const signalActionSchema = z.enum(['CREATE', 'UPDATE', 'DELETE']);
export type SignalAction = z.infer<typeof signalActionSchema>;

export const signalChangeSchema = z.object({
  entityId: z.string(),
  action: signalActionSchema,
  /** The record's version after the change; a client that holds it already has nothing to fetch, unless told CREATE. */
  version: z.number().int(),
});
export type SignalChange = z.infer<typeof signalChangeSchema>;

/**
 * The signal: these records changed. It carries ids, actions and versions, never row data; the client fetches.
 * Changes that pile up for a record are collapsed into the latest.
 */
export const invalidateSchema = z.object({
  type: z.literal('INVALIDATE'),
  payload: z.object({
    entityCode: entityCodeSchema,
    changes: z.array(signalChangeSchema),
    /** When the server sent it (ISO 8601, UTC). */
    timestamp: z.string(),
    /** Promises that everything up to this token has been sent on this connection; absent while more is waiting. */
    snapshot: snapshotTokenSchema.optional(),
  }),
});

export type InvalidateMessage = z.infer<typeof invalidateSchema>;
