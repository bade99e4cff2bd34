import type { Filter } from '../list-query.ts';
import type { Parameters } from './parameters.ts';

/** The SQL of one filter, on the row `t`. Plain comparisons of a column, so that the column's index serves them. */
export function filterCondition({ column, operator, values }: Filter, parameters: Parameters): string {
  const it = `t.${column.sql}`;
  // The cast is to the column's own type: with another one its index would not be used.
  const value = (index: number) => `${parameters.add(values[index])}::${column.type}`;
  switch (operator) {
    case 'eq':
      return `${it} = ${value(0)}`;
    case 'in':
      return `${it} = ANY (${parameters.add(values)}::${column.type}[])`;
    case 'lt':
      return `${it} < ${value(0)}`;
    case 'gt':
      return `${it} > ${value(0)}`;
    case 'between':
      return `${it} BETWEEN ${value(0)} AND ${value(1)}`;
    case 'contains':
      return column.kind === 'tags'
        ? `${it} @> ${parameters.add([values[0]])}::${column.type}`
        : `${it} ILIKE ${parameters.add(`%${escapeLike(values[0] ?? '')}%`)}`;
    case 'null':
      return `${it} IS ${values[0] === 'true' ? '' : 'NOT '}NULL`;
  }
}

/** `%`, `_` and `\` stand for themselves. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
