import { z } from 'zod';

import { entityCodeSchema, entityIdSchema, snapshotTokenSchema } from '../ids.ts';
import { problemSchema } from './problem.ts';
import { rowSchema } from './row.ts';

/** Mutations in one push request. */
export const MAX_PUSH_MUTATIONS = 100;

/**
 * Handed on as it came, key by key: `z.record` would drop a key named `__proto__` unseen, and what checks the fields
 * against the entity could not refuse it.
 */
const fieldsSchema = z
  .custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object',
  )
  .meta({ type: 'object', additionalProperties: {} });

/** A write that was accepted locally. `mutationId` (UUIDv7) is its idempotency key. */
export const mutationSchema = z.strictObject({
  mutationId: entityIdSchema,
  entityCode: entityCodeSchema,
  entityId: entityIdSchema,
  action: z.enum(['CREATE', 'UPDATE', 'DELETE']),
  /** The version that the edit was made on; absent for CREATE. Same meaning as `If-Match`. */
  baseVersion: z.number().int().positive().optional(),
  /** The written fields; absent for DELETE. An `id` among those of a CREATE must be `entityId`. */
  fields: fieldsSchema.optional(),
});
export type PushMutation = z.infer<typeof mutationSchema>;

/** Body of `POST /api/v1/sync/push`: mutations in causal order. Each is its own transaction; one refusal does not stop the rest. */
export const pushRequestSchema = z.strictObject({ mutations: z.array(mutationSchema).min(1).max(MAX_PUSH_MUTATIONS) });
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const pushResultSchema = z.object({
  mutationId: z.string(),
  /** The HTTP status that the same write would have had on its own: 200, 201, 204, or the problem's. */
  status: z.number().int(),
  /** The row after the write; absent for DELETE and for refusals. */
  item: rowSchema.optional(),
  /** The version that the write gave the record (also for DELETE). */
  version: z.number().int().optional(),
  /** Why it was refused; on 412 it carries the current row. */
  problem: problemSchema.optional(),
});
export type PushResult = z.infer<typeof pushResultSchema>;

export const pushResponseSchema = z.object({ results: z.array(pushResultSchema), snapshot: snapshotTokenSchema });
export type PushResponse = z.infer<typeof pushResponseSchema>;
