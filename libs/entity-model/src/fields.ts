import { CURRENCIES, type CurrencyCode } from './currencies.ts';
import type { Field, FieldKind, OnDelete } from './field.ts';

/** What every field may say about itself. */
interface Common<Value> {
  label?: string;
  hint?: string;
  /** Whether no two records may share the value. */
  unique?: boolean;
  /** Whether the value never leaves the database. */
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

interface DecimalOptions extends NumberOptions {
  scale?: number;
}

interface MoneyOptions extends NumberOptions {
  currency?: string;
}

interface RefOptions extends Common<string> {
  onDelete?: OnDelete;
}

/** The field that a builder gives for a value and its options: a default makes it required, `secret` hides it from rows. */
type FieldOf<Value, Options> = Options extends { default: unknown }
  ? Field<Value, true, SecretOf<Options>, true>
  : Field<Value, false, SecretOf<Options>, false>;

type SecretOf<Options> = Options extends { secret: true } ? true : false;

type Properties = Partial<Omit<Field, 'kind' | 'required' | '__value' | '__defaulted'>>;

function build<Value, Options>(kind: FieldKind, properties: Properties): FieldOf<Value, Options> {
  const field: Field = {
    kind,
    ...properties,
    secret: properties.secret ?? false,
    required: properties.default !== undefined,
  };
  return field as FieldOf<Value, Options>;
}

/** Marks a field NOT NULL: `name: required(text({ max: 200 }))`. */
export function required<Value, Secret extends boolean, Defaulted extends boolean>(
  optional: Field<Value, boolean, Secret, Defaulted>,
): Field<Value, true, Secret, Defaulted> {
  return { ...optional, required: true };
}

/** One line of text; 200 characters unless `max` says otherwise. */
export function text<const O extends TextOptions = object>(options?: O): FieldOf<string, O> {
  const { max = 200, ...rest }: TextOptions = options ?? {};
  return build<string, O>('text', { maxLength: max, ...rest });
}

/** Many lines in Markdown; 20,000 characters unless `max` says otherwise. */
export function richText<const O extends TextOptions = object>(options?: O): FieldOf<string, O> {
  const { max = 20_000, ...rest }: TextOptions = options ?? {};
  return build<string, O>('richText', { maxLength: max, ...rest });
}

/** An e-mail address. */
export function email<const O extends Common<string> = object>(options?: O): FieldOf<string, O> {
  return build<string, O>('email', { maxLength: 254, ...options });
}

/** A telephone number as people write it: digits, spaces and `+ ( ) . / -`. */
export function phone<const O extends Common<string> = object>(options?: O): FieldOf<string, O> {
  return build<string, O>('phone', { maxLength: 40, ...options });
}

/** A web address; http and https only. */
export function url<const O extends Common<string> = object>(options?: O): FieldOf<string, O> {
  return build<string, O>('url', { maxLength: 2_000, ...options });
}

/** A whole number that fits PostgreSQL's `integer`. */
export function integer<const O extends NumberOptions = object>(options?: O): FieldOf<number, O> {
  return build<number, O>('integer', { min: -2_147_483_648, max: 2_147_483_647, ...options });
}

/** An exact number with `scale` digits after the point (2 unless told), at most 14 digits in all. */
export function decimal<const O extends DecimalOptions = object>(options?: O): FieldOf<number, O> {
  const { scale = 2, ...rest }: DecimalOptions = options ?? {};
  return build<number, O>('decimal', { scale, ...rest });
}

/** An amount with two digits after the point, in the currency that the named field holds (`currency` unless told). */
export function money<const O extends MoneyOptions = object>(options?: O): FieldOf<number, O> {
  const { currency: currencyField = 'currency', ...rest }: MoneyOptions = options ?? {};
  return build<number, O>('money', { scale: 2, currencyField, ...rest });
}

/** An ISO 4217 currency code, one of `CURRENCIES`. */
export function currency<const O extends Common<CurrencyCode> = object>(options?: O): FieldOf<CurrencyCode, O> {
  return build<CurrencyCode, O>('currency', { maxLength: 3, values: CURRENCIES, ...options });
}

/** 0 to 100, with up to two digits after the point. */
export function percent<const O extends Common<number> = object>(options?: O): FieldOf<number, O> {
  return build<number, O>('percent', { min: 0, max: 100, scale: 2, ...options });
}

/** Yes or no. */
export function boolean<const O extends Common<boolean> = object>(options?: O): FieldOf<boolean, O> {
  return build<boolean, O>('boolean', { ...options });
}

/** A calendar day, `YYYY-MM-DD`, without time or zone. */
export function date<const O extends Common<string> = object>(options?: O): FieldOf<string, O> {
  return build<string, O>('date', { ...options });
}

/** A point in time, ISO 8601 in UTC. */
export function timestamp<const O extends Common<string> = object>(options?: O): FieldOf<string, O> {
  return build<string, O>('timestamp', { ...options });
}

/** One of a few fixed values (snake_case words of at most 40 characters). */
export function choice<const Values extends readonly string[], const O extends Common<Values[number]> = object>(
  values: Values,
  options?: O,
): FieldOf<Values[number], O> {
  return build<Values[number], O>('choice', { values, maxLength: 40, ...options });
}

/** A set of short labels, at most 20 of 40 characters each. Never NULL: no labels is the empty set. */
export function tags(
  options: Omit<Common<readonly string[]>, 'default' | 'unique' | 'secret'> = {},
): Field<readonly string[], true, false, true> {
  return { kind: 'tags', ...options, default: [], required: true, secret: false };
}

/** The id of a record of another entity. What happens when that record is deleted is `restrict` unless told. */
export function ref<const O extends RefOptions = object>(target: string, options?: O): FieldOf<string, O> {
  const { onDelete = 'restrict', ...rest }: RefOptions = options ?? {};
  return build<string, O>('ref', { target, onDelete, ...rest });
}
