import type { Field, FieldKind } from './field.ts';

/** How a list compares a field with what was asked for. `between` takes two values and includes both. */
export const FILTER_OPERATORS = ['eq', 'in', 'lt', 'gt', 'between', 'contains'] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

const WORD: readonly FilterOperator[] = ['eq', 'in', 'contains'];
const MEASURE: readonly FilterOperator[] = ['eq', 'in', 'lt', 'gt', 'between'];
const NAME: readonly FilterOperator[] = ['eq', 'in'];

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
  boolean: ['eq'],
  date: MEASURE,
  timestamp: MEASURE,
  choice: NAME,
  // "has this label": tags are a set.
  tags: ['contains'],
  ref: NAME,
};

/** The comparisons that make sense for a field's kind; none for rich text. */
export function filterOperators(field: Field): readonly FilterOperator[] {
  return OPERATORS[field.kind];
}
