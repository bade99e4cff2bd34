import type { FieldKind } from '@tidemark/entity-model';

/** What a list filter may ask of a field: `budget[gt]=1000`; without brackets it is `eq`. */
export const FILTER_OPERATORS = ['eq', 'in', 'lt', 'gt', 'between', 'contains', 'null'] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

const EQUALITY: readonly FilterOperator[] = ['eq', 'in', 'null'];
const RANGE: readonly FilterOperator[] = [...EQUALITY, 'lt', 'gt', 'between'];
const TEXT: readonly FilterOperator[] = [...RANGE, 'contains'];

/** The operators that make sense for a kind of field. */
export function operatorsOf(kind: FieldKind): readonly FilterOperator[] {
  switch (kind) {
    case 'text':
    case 'email':
    case 'phone':
    case 'url':
      return TEXT;
    case 'richText':
      return ['contains', 'null'];
    case 'tags':
      return ['contains', 'null'];
    case 'boolean':
    case 'ref':
    case 'choice':
    case 'currency':
      return EQUALITY;
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
    case 'date':
    case 'timestamp':
      return RANGE;
  }
}
