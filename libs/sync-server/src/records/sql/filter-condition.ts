import type { Filter } from '../list-query.ts';
import type { TableColumn } from '../table.ts';
import type { Parameters } from './parameters.ts';

/** The SQL of one filter, on the row `t`. Plain comparisons of a column, so that the column's index serves them. */
export function filterCondition({ column, operator, values }: Filter, parameters: Parameters): string {
  const it = `t.${column.sql}`;
  // The cast is to the column's own type: with another one its index would not be used.
  const value = (index: number) => `${parameters.add(values[index])}::${column.type}`;
  switch (operator) {
    case 'eq':
      return compare(column, '=', value(0));
    case 'in': {
      const list = `${parameters.add(values)}::${column.type}[]`;
      const steps = column.coarse && `ARRAY (SELECT ${column.coarse.of('one')} FROM unnest(${list}) AS one)`;
      return `${it} = ANY (${list})${steps ? ` AND t.${column.coarse.sql} = ANY (${steps})` : ''}`;
    }
    case 'lt':
      return compare(column, '<', value(0));
    case 'gt':
      return compare(column, '>', value(0));
    case 'between':
      return `${compare(column, '>=', value(0))} AND ${compare(column, '<=', value(1))}`;
    case 'contains':
      return column.kind === 'tags'
        ? `${it} @> ${parameters.add([values[0]])}::${column.type}`
        : `${it} ILIKE ${parameters.add(`%${escapeLike(values[0] ?? '')}%`)}`;
    case 'null':
      return `${it} IS ${values[0] === 'true' ? '' : 'NOT '}NULL`;
  }
}

/** A comparison, with what it says of the column's coarse steps. */
function compare(column: TableColumn, operator: '=' | '<' | '<=' | '>' | '>=', value: string): string {
  const ofStep = operator === '<' ? '<=' : operator === '>' ? '>=' : operator;
  return [`t.${column.sql} ${operator} ${value}`, ...stepCondition(column, ofStep, value)].join(' AND ');
}

/** A comparison of the column's coarse steps, to stand beside the exact one, where they have the index; else nothing. */
export function stepCondition({ coarse }: TableColumn, operator: '=' | '<=' | '>=', value: string): string[] {
  return coarse ? [`t.${coarse.sql} ${operator} ${coarse.of(value)}`] : [];
}

/** `%`, `_` and `\` stand for themselves. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
