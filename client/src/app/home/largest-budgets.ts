import type { Project } from '@tidemark/entities';
import type { EntityRow } from '@tidemark/entity-model';

import type { Progressed } from './chart-options.ts';

const SHOWN = 8;

/** Budgets that may stand on one scale. */
export interface LargestBudgets {
  /** ISO 4217; empty where there are none. */
  readonly currency: string;
  readonly rows: readonly Progressed[];
}

/**
 * The largest budgets in the currency that most of them are in: amounts of different currencies cannot be compared,
 * and there are no exchange rates to convert them with.
 */
export function largestBudgets(projects: readonly EntityRow<typeof Project>[]): LargestBudgets {
  const budgeted = projects.flatMap(({ name, budget, spent, currency }) =>
    budget !== null && budget > 0 ? [{ name, value: spent, limit: budget, currency }] : [],
  );
  const counts = new Map<string, number>();
  for (const { currency } of budgeted) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  const [[currency] = ['']] = [...counts].sort(
    ([code, count], [otherCode, otherCount]) => otherCount - count || (code < otherCode ? -1 : 1),
  );
  const rows = budgeted
    .filter((row) => row.currency === currency)
    .sort((a, b) => b.limit - a.limit)
    .slice(0, SHOWN)
    .map(({ name, value, limit }) => ({ name, value, limit }));
  return { currency, rows };
}
