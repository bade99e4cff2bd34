import type { Field } from './field.ts';
import { sentenceCase } from './names.ts';

/** A value that people choose from. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** The values of a choice or a currency with the words that people read; none for other kinds. */
export function optionsOf(field: Field): Option[] {
  const spoken = field.kind === 'currency' ? (value: string) => value : sentenceCase;
  return (field.values ?? []).map((value) => ({ value, label: spoken(value) }));
}
