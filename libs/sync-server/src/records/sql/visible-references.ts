import type { Table } from '../table.ts';
import { Parameters, type Statement } from './parameters.ts';

/** Which of the referenced records the caller can see: `{seen: field names}`. Foreign keys alone would tell that a hidden record exists. */
export function visibleReferences(references: readonly { field: string; target: Table; id: string }[]): Statement {
  const parameters = new Parameters();
  const checks = references.map(
    ({ field, target, id }) =>
      `SELECT ${parameters.add(field)}::text AS field WHERE EXISTS (SELECT FROM ${target.sql} t WHERE t.id = ${parameters.add(id)}::uuid)`,
  );
  return { text: checks.join(' UNION ALL '), values: parameters.values };
}
