import { parseOrder } from '@tidemark/entity-model';
import type { Row } from '@tidemark/protocol';

/**
 * A page of rows as a list's query asks for it. The cursor is the last row of the page before, as the real server's is, so
 * that a row that leaves makes none be passed over.
 */
export function pageOf(all: readonly Row[], query: URLSearchParams): { items: Row[]; nextCursor: string | null } {
  const { name, descending } = parseOrder(query.get('sort') ?? 'createdTs');
  const direction = descending ? -1 : 1;
  const limit = Number(query.get('limit') ?? 50);
  const compare = (left: Row, right: Row): number =>
    direction * compareValues(left[name], right[name]) || direction * compareValues(left.id, right.id);
  const cursor = query.get('cursor');
  const last = cursor === null ? undefined : (JSON.parse(cursor) as Row);
  const rows = all.filter((row) => matches(row, query) && (!last || compare(row, last) > 0)).sort(compare);
  const items = rows.slice(0, limit);
  return { items, nextCursor: limit < rows.length ? JSON.stringify(items.at(-1)) : null };
}

function compareValues(left: unknown, right: unknown): number {
  const [a, b] = [left ?? '\uffff', right ?? '\uffff'] as [string, string];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function matches(row: Row, query: URLSearchParams): boolean {
  return [...query].every(([key, text]) => {
    if (['sort', 'limit', 'cursor'].includes(key)) return true;
    const [, name = '', condition = 'eq'] = /^(\w+)(?:\[(\w+)\])?$/.exec(key) ?? [];
    const value = row[name];
    switch (condition) {
      case 'null':
        return (value === null || value === undefined) === (text === 'true');
      case 'in':
        return text.split(',').includes(String(value));
      case 'gt':
        return compareValues(value, typeof value === 'number' ? Number(text) : text) > 0;
      case 'lt':
        return compareValues(value, typeof value === 'number' ? Number(text) : text) < 0;
      case 'contains':
        return String(value).toLowerCase().includes(text.toLowerCase());
      default:
        return String(value) === text;
    }
  });
}
