import {
  boolean,
  choice,
  currency,
  date,
  decimal,
  email,
  type Field,
  integer,
  money,
  percent,
  phone,
  ref,
  required,
  richText,
  tags,
  text,
  timestamp,
  url,
} from '@tidemark/entity-model';

/** The functions of the language that make a field, by the name under which a definition imports them. */
const BUILDERS = {
  boolean,
  choice,
  currency,
  date,
  decimal,
  email,
  integer,
  money,
  percent,
  phone,
  ref,
  richText,
  tags,
  text,
  timestamp,
  url,
} as const;

export type BuilderName = keyof typeof BUILDERS;

/** One field to be written: a call of a builder, from which both the source text and the field itself are made. */
export interface FieldPlan {
  readonly name: string;
  readonly builder: BuilderName;
  /** What stands before the options: the values of a choice, the target of a reference. */
  readonly subject?: string | readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly required: boolean;
}

/** The field that the planned call gives. */
export function fieldFrom({ builder, subject, options, required: isRequired }: FieldPlan): Field {
  const build = BUILDERS[builder] as (...args: unknown[]) => Field;
  const field = subject === undefined ? build(options) : build(subject, options);
  return isRequired ? required(field) : field;
}

/** The planned call as TypeScript. */
export function sourceFrom({ builder, subject, options, required: isRequired }: FieldPlan): string {
  const args = [subject, Object.keys(options).length > 0 ? options : undefined].filter((arg) => arg !== undefined);
  const call = `${builder}(${args.map(literal).join(', ')})`;
  return isRequired ? `required(${call})` : call;
}

/** A plain value as TypeScript, in the house's quotes. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${literal(item)}`)
      .join(', ')} }`;
  }
  if (typeof value !== 'string') return String(value);
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
