import type { EntityDefinition, Fields } from './entity-definition.ts';
import type { Field, FieldKind } from './field.ts';
import { sentenceCase } from './names.ts';

/** A value that people choose from. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Which control edits a field. */
export type FormControlKind =
  | 'text'
  | 'textarea'
  | 'email'
  | 'tel'
  | 'url'
  | 'number'
  | 'checkbox'
  | 'date'
  | 'datetime'
  | 'select'
  | 'tags'
  | 'reference';

/** One input of an entity's form. */
export interface FormField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly control: FormControlKind;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  /** Whether the value is written but never shown: the input starts empty and sends nothing when left so. */
  readonly secret: boolean;
  /** What a new record starts with. */
  readonly default?: unknown;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** Numbers: the smallest difference between two values, such as 0.01. */
  readonly step?: number;
  readonly options?: readonly Option[];
  /** reference: the entity to choose from. */
  readonly target?: string;
  /** money: the field that holds the currency. */
  readonly currencyField?: string;
  /** Unit behind the input, such as `%`. */
  readonly suffix?: string;
  /** Columns of a twelve-column grid. */
  readonly span: 3 | 4 | 6 | 12;
}

const CONTROLS: Readonly<Record<FieldKind, FormControlKind>> = {
  text: 'text',
  richText: 'textarea',
  email: 'email',
  phone: 'tel',
  url: 'url',
  integer: 'number',
  decimal: 'number',
  money: 'number',
  percent: 'number',
  currency: 'select',
  boolean: 'checkbox',
  date: 'date',
  timestamp: 'datetime',
  choice: 'select',
  tags: 'tags',
  ref: 'reference',
};

/** The inputs of an entity's form, in order of its definition: all declared fields, secret ones included. */
export function formFields(entity: EntityDefinition): FormField[] {
  const fields: Fields = entity.fields;
  return Object.entries(fields).map(([name, field]) => ({
    name,
    kind: field.kind,
    control: CONTROLS[field.kind],
    label: field.label ?? sentenceCase(name),
    required: field.required,
    secret: field.secret,
    span: spanOf(field, name === entity.title),
    ...pick(field, ['hint', 'default', 'maxLength', 'min', 'max', 'target', 'currencyField']),
    ...(CONTROLS[field.kind] === 'number' && { step: Number((10 ** -(field.scale ?? 0)).toFixed(field.scale ?? 0)) }),
    ...(field.values && { options: optionsOf(field) }),
    ...(field.kind === 'percent' && { suffix: '%' }),
  }));
}

/** The values of a choice or a currency with the words that people read. */
export function optionsOf(field: Field): Option[] {
  const spoken = field.kind === 'currency' ? (value: string) => value : sentenceCase;
  return (field.values ?? []).map((value) => ({ value, label: spoken(value) }));
}

function spanOf({ kind, maxLength = 0 }: Field, isTitle: boolean): FormField['span'] {
  if (isTitle || kind === 'richText' || kind === 'tags') return 12;
  if (kind === 'url' || (kind === 'text' && maxLength > 100)) return 12;
  if (kind === 'integer' || kind === 'percent' || kind === 'currency' || kind === 'decimal' || kind === 'boolean')
    return 3;
  if (kind === 'ref' || kind === 'email' || (kind === 'text' && maxLength > 40)) return 6;
  return kind === 'timestamp' ? 6 : 4;
}

function pick<K extends keyof Field>(field: Field, keys: readonly K[]): Partial<Pick<Field, K>> {
  return Object.fromEntries(keys.flatMap((key) => (field[key] === undefined ? [] : [[key, field[key]]]))) as Partial<
    Pick<Field, K>
  >;
}
