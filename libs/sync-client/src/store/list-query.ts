/** A list's query as plain data: what views, the leader tab and the REST call agree on. */
export interface ListQuery {
  readonly entityCode: string;
  /** For each field a value to equal, or conditions (`FindQuery`). */
  readonly where: Readonly<Record<string, unknown>>;
  /** Field to sort by, descending with a leading minus. */
  readonly orderBy: string;
}

/** The same text for the same query, whatever the order in which its conditions were written. */
export function listKey({ entityCode, where, orderBy }: ListQuery): string {
  const conditions = Object.entries(where)
    .filter(([, value]) => value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([entityCode, conditions, orderBy]);
}
