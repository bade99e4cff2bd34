import type { Field, FieldKind } from './field.ts';

/** What every field may say about itself. */
interface Common<Value> {
  label?: string;
  hint?: string;
  unique?: boolean;
  secret?: boolean;
  /** Database default; a field with a default is also required. */
  default?: Value;
}

interface TextOptions extends Common<string> {
  /** Greatest length in characters. */
  max?: number;
}

interface NumberOptions extends Common<number> {
  min?: number;
  max?: number;
}

type Options = Partial<Omit<Field, 'kind' | 'required' | '__value'>>;

/** An optional field; `required(...)` turns it into a NOT NULL one. */
function field<Value>(kind: FieldKind, options: Options): Field<Value, false> {
  return { kind, ...options, required: false } as Field<Value, false>;
}

/** Marks a field NOT NULL: `name: required(text({ max: 200 }))`. */
export function required<Value>(optional: Field<Value>): Field<Value, true> {
  return { ...optional, required: true };
}

/** One line of text; 200 characters unless `max` says otherwise. */
export const text = ({ max = 200, ...options }: TextOptions = {}) => field<string>('text', { maxLength: max, ...options });

/** Many lines in Markdown; 20,000 characters unless `max` says otherwise. */
export const richText = ({ max = 20_000, ...options }: TextOptions = {}) =>
  field<string>('richText', { maxLength: max, ...options });

export const email = (options: Common<string> = {}) => field<string>('email', { maxLength: 254, ...options });
export const phone = (options: Common<string> = {}) => field<string>('phone', { maxLength: 40, ...options });
export const url = (options: Common<string> = {}) => field<string>('url', { maxLength: 2_000, ...options });

/** A whole number that fits PostgreSQL's `integer`. */
export const integer = (options: NumberOptions = {}) => field<number>('integer', options);

/** An exact number with `scale` digits after the point (2 unless told), at most 14 digits in all. */
export const decimal = ({ scale = 2, ...options }: NumberOptions & { scale?: number } = {}) =>
  field<number>('decimal', { scale, ...options });

/** An amount with two digits after the point, in the currency that the named field holds (ISO 4217). */
export const money = ({ currency = 'currency', ...options }: NumberOptions & { currency?: string } = {}) =>
  field<number>('money', { currencyField: currency, ...options });

/** An ISO 4217 currency code. */
export const currency = (options: Common<string> = {}) => field<string>('currency', { maxLength: 3, ...options });

/** 0 to 100, with up to two digits after the point. */
export const percent = (options: Common<number> = {}) => field<number>('percent', { min: 0, max: 100, scale: 2, ...options });

export const boolean = (options: Common<boolean> = {}) => field<boolean>('boolean', options);

/** A calendar day, `YYYY-MM-DD`, without time or zone. */
export const date = (options: Common<string> = {}) => field<string>('date', options);

/** A point in time, ISO 8601 in UTC. */
export const timestamp = (options: Common<string> = {}) => field<string>('timestamp', options);

/** One of a few fixed values (snake_case words). */
export const choice = <const Values extends readonly string[]>(values: Values, options: Common<Values[number]> = {}) =>
  field<Values[number]>('choice', { values, maxLength: 40, ...options });

/** A set of short labels, at most 20 of 40 characters each. */
export const tags = (options: Common<readonly string[]> = {}) => field<readonly string[]>('tags', options);

/** The id of a record of another entity. What happens when that record is deleted is `restrict` unless told. */
export const ref = (
  target: string,
  { onDelete = 'restrict', ...options }: Common<string> & { onDelete?: Field['onDelete'] } = {},
) => field<string>('ref', { target, onDelete, ...options });
