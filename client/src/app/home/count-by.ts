import { type EntityDefinition, type EntityRow, sentenceCase } from '@tidemark/entity-model';

import { choiceTone, type Tone } from '../display/choice-tone.ts';

/** For values whose usual colour is taken: neighbours in a chart must be told apart. */
const SPARE: readonly Tone[] = ['teal', 'blue', 'violet', 'pink', 'orange'];

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
  const used = new Set<Tone>();
  return (entity.fields[name]?.values ?? []).flatMap((value) => {
    const count = counts.get(value) ?? 0;
    if (count === 0) return [];
    const usual = choiceTone(value);
    const tone = used.has(usual) ? (SPARE.find((it) => !used.has(it)) ?? usual) : usual;
    used.add(tone);
    return [{ value, label: sentenceCase(value), count, tone }];
  });
}
