import { entityIdSchema } from '@tidemark/protocol';

import { AppError } from '../errors/app-error.ts';

/** The value of an Idempotency-Key header, with or without the quotes of its draft standard. */
export function parseIdempotencyKey(header: string): string {
  const key = entityIdSchema.safeParse(header.replace(/^"(.*)"$/, '$1'));
  if (!key.success) throw new AppError('BAD_ID', 'Idempotency-Key: a UUID, new for each write.');
  return key.data;
}
