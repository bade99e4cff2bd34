import { fieldErrors } from '@tidemark/entity-model';
import type { z } from 'zod';

import { AppError } from '../errors/app-error.ts';

/** A request body that fits its schema; VALIDATION lists what does not, by path. */
export function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError('VALIDATION', 'The body does not have the form that this route takes.', {
    errors: fieldErrors(parsed.error),
  });
}
