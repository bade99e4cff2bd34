import { conditionsOf } from '../store/compile-query.ts';
import type { ListQuery } from '../store/list-query.ts';

/** The REST address of one page of a list: `/api/v1/project?status=active&budget[gt]=1000&sort=-updatedTs&limit=50`. */
export function listPath(
  { entityCode, where, orderBy }: ListQuery,
  page: { limit: number; cursor: string | null },
): string {
  const query = new URLSearchParams();
  for (const [name, conditions] of conditionsOf(where)) {
    for (const [condition, operand] of Object.entries(conditions)) {
      if (operand === undefined) continue;
      if (operand === null) query.append(`${name}[null]`, 'true');
      else if (condition === 'eq') query.append(name, String(operand));
      else if (condition === 'in') appendIn(query, name, operand as readonly unknown[]);
      else query.append(`${name}[${condition}]`, Array.isArray(operand) ? operand.join(',') : String(operand));
    }
  }
  query.append('sort', orderBy);
  query.append('limit', String(page.limit));
  if (page.cursor !== null) query.append('cursor', page.cursor);
  return `/api/v1/${entityCode}?${query.toString()}`;
}

/** Values with commas are repeated, as the API reads them; others are joined. */
function appendIn(query: URLSearchParams, name: string, values: readonly unknown[]): void {
  const texts = values.map(String);
  if (texts.some((text) => text.includes(',')) && texts.length > 1) {
    for (const text of texts) query.append(`${name}[in]`, text);
  } else query.append(`${name}[in]`, texts.join(','));
}
