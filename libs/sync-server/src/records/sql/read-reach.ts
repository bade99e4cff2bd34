import type { Table } from '../table.ts';
import type { Parameters, Statement } from './parameters.ts';

/** What the caller reaches of an entity, as `app.reach` gives it. */
export interface Reach {
  readonly sees_all: boolean;
  /** Values of the entity's access column; null where all is seen, or where the rule has none. */
  readonly via: readonly string[] | null;
  /** Records that are shared with the caller by name; null where all is seen. */
  readonly ids: readonly string[] | null;
}

/** With more values than this the planner takes longer to judge them than it saves; and who reaches so much finds a page soon. */
const MOST_VALUES = 1_000;

/** Asks what the caller reaches. One row. */
export function readReach({ entity }: Table): Statement {
  return { text: 'SELECT sees_all, via, ids FROM app.reach($1)', values: [entity.code] };
}

/**
 * The condition that narrows a list to what the caller reaches, on the row `t`: for the planner, since row-level
 * security holds anyway. Undefined where nothing would be gained.
 */
export function reachCondition(
  { entity, columns }: Table,
  { sees_all, via, ids }: Reach,
  parameters: Parameters,
): string | undefined {
  const column = columns.get(entity.access.via ?? '');
  if (sees_all || !ids || !via || !column || via.length + ids.length > MOST_VALUES) return undefined;
  const through = `t.${column.sql} = ANY (${parameters.add(via)}::uuid[])`;
  return ids.length === 0 ? through : `(${through} OR t.id = ANY (${parameters.add(ids)}::uuid[]))`;
}
