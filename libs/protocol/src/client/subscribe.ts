import { z } from 'zod';

import { entityCodeSchema, entityIdSchema, refSchema, snapshotTokenSchema } from '../ids.ts';

/** A value that a scope field may equal. `null` matches records in which the field is empty. */
export const scopeValueSchema = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);

/** Equality on fields that the entity declares as filters, joined by AND. `{}` stands for the whole entity. */
export const scopeSchema = z.record(z.string().max(63), scopeValueSchema);
export type Scope = z.infer<typeof scopeSchema>;

/**
 * Asks for signals about records of one entity: by id, by scope, or both.
 *
 * Life cycle: SUBSCRIBE is answered by SUBSCRIBED, after any INVALIDATE that `since` calls for, or by one ERROR.
 * Repeating it is harmless. With `since` (the token of the answer that the client's rows came from) nothing that
 * changed between that answer and this subscription is missed.
 */
export const subscribeSchema = z.strictObject({
  type: z.literal('SUBSCRIBE'),
  payload: z
    .strictObject({
      entityCode: entityCodeSchema,
      entityIds: z.array(entityIdSchema).min(1).optional(),
      scope: scopeSchema.optional(),
      since: snapshotTokenSchema.optional(),
    })
    .refine((payload) => payload.entityIds !== undefined || payload.scope !== undefined, {
      message: 'needs entityIds or scope',
      path: ['entityIds'],
    }),
  ref: refSchema.optional(),
});

export type SubscribeMessage = z.infer<typeof subscribeSchema>;
