import { type EntityDefinition, type EntityRow, sentenceCase } from '@tidemark/entity-model';

import { choiceTone, type Tone } from '../display/choice-tone.ts';

/** One bar or slice of a chart. */
export interface Counted {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly tone: Tone;
}

/** How many rows have each value of a choice field, in the definition's order; values without rows are left out. */
export function countBy<E extends EntityDefinition>(
  entity: E,
  name: keyof E['fields'] & keyof EntityRow<E> & string,
  rows: readonly EntityRow<E>[],
): Counted[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = String(row[name]);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return (entity.fields[name]?.values ?? []).flatMap((value) => {
    const count = counts.get(value) ?? 0;
    return count === 0 ? [] : [{ value, label: sentenceCase(value), count, tone: choiceTone(value) }];
  });
}
