import { entityIdSchema } from '@tidemark/protocol';

import { AppError } from '../errors/app-error.ts';

/** A record id from a client, folded to lower case. Anything but a UUID is BAD_ID. */
export function parseId(text: string): string {
  const id = entityIdSchema.safeParse(text);
  if (!id.success) throw new AppError('BAD_ID', 'A record id is a UUID in its text form.');
  return id.data;
}
