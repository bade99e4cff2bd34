import { companionsOf, type EntityDefinition } from '@tidemark/entity-model';
import type { Row } from '@tidemark/protocol';

import type { Clock } from '../ports/clock.ts';
import type { FieldValues, Mutation } from '../store/mutation.ts';
import type { RecordStore } from '../store/record-store.ts';
import { recordKey, type StoredRecord } from '../store/stored-record.ts';
import { changedFields, editedVersion, pickFields } from '../store/transitions.ts';
import type { IdFactory } from './id-factory.ts';

/** Accepts writes of the application into the local store, in any tab, with or without a network. */
export class RecordWriter {
  readonly #store: RecordStore;
  readonly #clock: Clock;
  readonly #ids: IdFactory;

  constructor(store: RecordStore, clock: Clock, ids: IdFactory) {
    this.#store = store;
    this.#clock = clock;
    this.#ids = ids;
  }

  async create({ code }: EntityDefinition, input: FieldValues & { id?: string }): Promise<string> {
    const { id = this.#ids.next(), ...given } = input;
    const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    await this.#store.enqueue(recordKey(code, id), (record) => {
      if (record?.data) throw new Error(`${code}/${id} exists already; patch it, or leave out the id`);
      return this.#mutation('CREATE', { fields, seen: {}, baseVersion: 0 });
    });
    return id;
  }

  async patch(entity: EntityDefinition, id: string, input: FieldValues): Promise<string> {
    const { code } = entity;
    await this.#store.enqueue(recordKey(code, id), (record) => {
      const row = presentRow(record, code, id);
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      const changed = changedFields(row, given);
      if (Object.keys(changed).length === 0) return undefined;
      const fields = { ...unchangedCompanions(entity, row, changed), ...changed };
      return this.#mutation('UPDATE', {
        fields,
        seen: pickFields(row, fields),
        baseVersion: record ? editedVersion(record, fields) : 0,
      });
    });
    return id;
  }

  async remove({ code }: EntityDefinition, id: string): Promise<string> {
    await this.#store.enqueue(recordKey(code, id), (record) => {
      presentRow(record, code, id);
      return this.#mutation('DELETE', { fields: {}, seen: {}, baseVersion: record ? editedVersion(record) : 0 });
    });
    return id;
  }

  /** The id of a new mutation. */
  nextId(): string {
    return this.#ids.next();
  }

  #mutation(action: Mutation['action'], edit: Pick<Mutation, 'fields' | 'seen' | 'baseVersion'>): Mutation {
    return { mutationId: this.#ids.next(), action, ...edit, queuedAt: this.#clock.now(), attempts: 0 };
  }
}

/**
 * What goes along with the changed fields, as the user saw it, so that somebody else's change of it is a conflict:
 * nobody's 100 dollars become 100 euros.
 */
function unchangedCompanions(entity: EntityDefinition, row: Row, changed: FieldValues): FieldValues {
  const companions = Object.keys(changed).flatMap((name) => companionsOf(entity, name));
  return Object.fromEntries(companions.filter((name) => name in row).map((name) => [name, row[name]]));
}

/** The row that the user sees and edits. */
function presentRow(record: StoredRecord | undefined, code: string, id: string): Row {
  if (!record?.data) throw new Error(`${code}/${id} is not in the local store; show it before changing it`);
  return record.data;
}
