import { z } from 'zod';

import type { Field } from './field.ts';
import { isStorable } from './is-storable.ts';

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;

/** Digits that a `numeric(14, s)` column holds. */
const DIGITS = 14;

/** The message of an issue, told apart for what is not there at all. */
function say(rule: string): (issue: { input?: unknown }) => string {
  return ({ input }) => (input === undefined ? 'is required' : input === null ? 'must not be empty' : rule);
}

const WEB_ADDRESS = 'must be a web address (http:// or https://)';
const TEXT = { error: say('must be text') };

/** Validates one value of a field, NULL aside; the same rules as the column's type and CHECKs. */
export function fieldSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text':
      return field.required ? limited(field).refine((it) => /[^ ]/.test(it), 'must not be empty') : limited(field);
    case 'richText':
      return limited(field);
    case 'email':
      return limited(field, z.email({ error: say('must be an e-mail address'), pattern: z.regexes.unicodeEmail }));
    case 'phone':
      return limited(field, z.string(TEXT).regex(/^[-+0-9 ()./]+$/, 'must be a telephone number'));
    case 'url':
      return limited(field, z.url({ error: say(WEB_ADDRESS) }).regex(/^https?:\/\/\S+$/, WEB_ADDRESS));
    case 'integer':
      return ranged(field, z.int({ error: say('must be a whole number') }));
    case 'decimal':
    case 'money':
    case 'percent':
      return exact(field);
    case 'boolean':
      return z.boolean({ error: say('must be true or false') });
    case 'date':
      return z.iso
        .date({ error: say('must be a day as YYYY-MM-DD') })
        .refine((it) => it >= '0001', 'must be in year 1 or later');
    case 'timestamp':
      return (
        z.iso
          .datetime({ offset: true, error: say('must be a point in time as YYYY-MM-DDThh:mm:ssZ') })
          .refine((it) => it >= '0001-01-02' && it < '9999-12-31', 'must be in the years 1 to 9999')
          // PostgreSQL knows no others.
          .refine((it) => !/[+-](1[6-9]|2\d):\d\d$/.test(it), 'must have a time zone of less than 16 hours')
      );
    case 'choice':
    case 'currency':
      return z.enum(field.values ?? [], { error: say(`must be one of ${field.values?.join(', ')}`) });
    case 'tags':
      return z
        .array(limited({ ...field, maxLength: 40 }, z.string(TEXT).min(1, 'must not be empty')), {
          error: say('must be a list of labels'),
        })
        .max(20, 'must be at most 20 labels')
        .refine((it) => new Set(it).size === it.length, 'must not name a label twice');
    case 'ref':
      return z
        .string({ error: say('must be a UUID') })
        .regex(UUID, 'must be a UUID')
        .toLowerCase();
  }
}

/**
 * Text that PostgreSQL stores unchanged: no NUL, no half of a surrogate pair, and no longer than the column, counted in
 * code points as `varchar(n)` does (JSON Schema's `maxLength` has the same meaning).
 */
function limited(
  { maxLength = 0 }: Field,
  schema: z.ZodType<string, string> = z.string(TEXT),
): z.ZodType<string, string> {
  return schema
    .refine(isStorable, 'must not contain NUL or broken characters')
    .refine((it) => it.length <= maxLength || [...it].length <= maxLength, `must be at most ${maxLength} characters`)
    .meta({ maxLength });
}

function ranged({ min, max }: Field, schema: z.ZodNumber): z.ZodNumber {
  const above = min === undefined ? schema : schema.min(min, `must be at least ${min}`);
  return max === undefined ? above : above.max(max, `must be at most ${max}`);
}

/** A number that `numeric(14, scale)` and JavaScript both hold exactly. */
function exact(field: Field): z.ZodType<number> {
  const { scale = 2 } = field;
  const limit = 10 ** (DIGITS - scale) - 10 ** -scale;
  const bounds = { ...field, min: field.min ?? -limit, max: field.max ?? limit };
  return ranged(bounds, z.number({ error: say('must be a number') }))
    .refine((it) => Number(it.toFixed(scale)) === it, `must have at most ${scale} digits after the point`)
    .meta({ multipleOf: Number((10 ** -scale).toFixed(scale)) });
}
