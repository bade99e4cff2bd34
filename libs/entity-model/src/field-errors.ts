import type { z } from 'zod';

/** One thing that is wrong with an input: the field's name (empty for the whole record) and what must hold. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What a failed `inputSchema` or `patchSchema` has to say, field by field; an unknown field is named like any other. */
export function fieldErrors({ issues }: Pick<z.ZodError, 'issues'>): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((field) => ({ field, message: 'is no field of this entity' }));
    return [{ field: issue.path.join('.'), message: issue.message }];
  });
}
