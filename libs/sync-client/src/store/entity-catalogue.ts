import {
  type EntityDefinition,
  type Field,
  type Slot,
  slotsOf,
  type SlotValues,
  slotValues,
  sortKey,
  SYSTEM_FIELDS,
} from '@tidemark/entity-model';
import type { Row } from '@tidemark/protocol';

/** A definition with what the engine derives from it once. */
interface Entry {
  readonly definition: EntityDefinition;
  readonly slots: readonly Slot[];
  /** Names of the reference fields. */
  readonly references: readonly string[];
}

/** The definitions that an engine was given, as its rooms ask for them. */
export class EntityCatalogue {
  readonly #entries: ReadonlyMap<string, Entry>;

  constructor(entities: readonly EntityDefinition[]) {
    this.#entries = new Map(
      entities.map((definition) => {
        const references = Object.keys(definition.fields).filter((name) => definition.fields[name]?.kind === 'ref');
        return [definition.code, { definition, slots: slotsOf(definition), references }];
      }),
    );
  }

  /** The definition; one without fields where the engine was not given it, but holds writes of another release to it. */
  definition(entityCode: string): EntityDefinition {
    return this.#entry(entityCode).definition;
  }

  has(entityCode: string): boolean {
    return this.#entries.has(entityCode);
  }

  /** A declared or system field; throws for a name that the entity does not have. */
  field(entityCode: string, name: string): Field {
    const system: Readonly<Record<string, Field>> = SYSTEM_FIELDS;
    const field = this.definition(entityCode).fields[name] ?? system[name];
    if (!field) throw new Error(`entity "${entityCode}" has no field "${name}"`);
    return field;
  }

  /** A value of a field in a text form that sorts as PostgreSQL sorts the column. */
  key(entityCode: string, name: string, value: unknown): string {
    return sortKey(this.field(entityCode, name), value);
  }

  /** The index slot of a field, if it has one. */
  slot(entityCode: string, name: string): Slot | undefined {
    return this.#entry(entityCode).slots.find(({ field }) => field === name);
  }

  /** The values of the index slots k0 to k3; `''` where the entity uses fewer. */
  slotValues(entityCode: string, row: Row): SlotValues {
    return slotValues(this.#entry(entityCode).slots, row);
  }

  /** Names of the entity's reference fields. */
  references(entityCode: string): readonly string[] {
    return this.#entry(entityCode).references;
  }

  /** Changes whenever the stored form of a row would: with the slots, or with the fields' kinds. */
  fingerprint(): string {
    return JSON.stringify(
      [...this.#entries.values()]
        .map(({ definition: { code, slots, fields } }) => [
          code,
          slots,
          Object.entries(fields).map(([name, field]) => [name, field.kind]),
        ])
        .sort(([left], [right]) => (String(left) < String(right) ? -1 : 1)),
    );
  }

  #entry(entityCode: string): Entry {
    return this.#entries.get(entityCode) ?? unknownEntry(entityCode);
  }
}

function unknownEntry(code: string): Entry {
  const definition: EntityDefinition = {
    code,
    area: 'knowledge',
    label: code,
    plural: code,
    icon: '',
    title: '',
    access: { rule: 'directory' },
    fields: {},
    sort: [],
    orderBy: 'createdTs',
    filter: [],
    slots: [],
    columns: [],
    ordered: [],
  };
  return { definition, slots: [], references: [] };
}
