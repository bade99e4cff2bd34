import type { EntityDefinition } from './entity-definition.ts';
import type { Field } from './field.ts';
import { SORT_KEY_LENGTH, sortKey } from './sort-key.ts';

/** Names of the index slots of the browser's store. */
export const SLOT_NAMES = ['k0', 'k1', 'k2', 'k3'] as const;
export type SlotName = (typeof SLOT_NAMES)[number];

/** What the slots of one stored record hold; `''` where the entity uses no such slot. */
export type SlotValues = Record<SlotName, string>;

/** One slot that an entity uses. */
export interface Slot {
  readonly slot: SlotName;
  readonly field: string;
  /** Whether keys are equal only for equal values; text longer than `SORT_KEY_LENGTH` is cut. */
  readonly exact: boolean;
  /** The key of a value, for comparisons with the slot. */
  key(value: unknown): string;
}

/** The index slots of an entity, in order of its `slots`. */
export function slotsOf(entity: EntityDefinition): Slot[] {
  return entity.slots.flatMap((name, index) => {
    const slot = SLOT_NAMES[index];
    const field: Field | undefined = entity.fields[name];
    if (!slot || !field) return [];
    // A code point takes at most three units of a key.
    const exact = (field.maxLength ?? 0) * 3 <= SORT_KEY_LENGTH;
    return [{ slot, field: name, exact, key: (value: unknown) => sortKey(field, value) }];
  });
}

/** The slot values to store with a row. */
export function slotValues(slots: readonly Slot[], row: Readonly<Record<string, unknown>>): SlotValues {
  const values: SlotValues = { k0: '', k1: '', k2: '', k3: '' };
  for (const { slot, field, key } of slots) values[slot] = key(row[field]);
  return values;
}
