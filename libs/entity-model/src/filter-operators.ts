import type { Field, FieldKind } from './field.ts';

/**
 * How a list compares a field with what was asked for. `between` takes two values and includes both; `null` takes true or
 * false: whether the field is empty. `contains` looks for a part of a text, or for one label among tags.
 */
export const FILTER_OPERATORS = ['eq', 'in', 'lt', 'gt', 'between', 'contains', 'null'] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

const NAME: readonly FilterOperator[] = ['eq', 'in', 'null'];
const MEASURE: readonly FilterOperator[] = [...NAME, 'lt', 'gt', 'between'];
const WORD: readonly FilterOperator[] = [...MEASURE, 'contains'];

const OPERATORS: Readonly<Record<FieldKind, readonly FilterOperator[]>> = {
  text: WORD,
  richText: [],
  email: WORD,
  phone: WORD,
  url: WORD,
  integer: MEASURE,
  decimal: MEASURE,
  money: MEASURE,
  percent: MEASURE,
  currency: NAME,
  boolean: NAME,
  date: MEASURE,
  timestamp: MEASURE,
  choice: NAME,
  tags: ['contains'],
  ref: NAME,
};

/** The comparisons that make sense for a field's kind; none for rich text. REST and the client's lists both ask here. */
export function filterOperators(field: Pick<Field, 'kind'>): readonly FilterOperator[] {
  return OPERATORS[field.kind];
}
