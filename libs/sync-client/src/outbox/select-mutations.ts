import type { EntityCatalogue } from '../store/entity-catalogue.ts';
import type { Mutation } from '../store/mutation.ts';
import { recordKey, type StoredRecord } from '../store/stored-record.ts';

/** A mutation that may be sent now. */
export interface ReadyMutation {
  readonly record: StoredRecord;
  readonly mutation: Mutation;
}

export interface Selection {
  readonly ready: readonly ReadyMutation[];
  /** When the next postponed one is due (milliseconds since the epoch). */
  readonly nextAt?: number;
}

/**
 * The mutations that may be sent now, in the order in which the user made them. Each record is a lane: only its first
 * mutation may go. Across records order is kept where it matters, and nowhere else:
 * - a write that refers to a record waits until that record's CREATE is acknowledged;
 * - a DELETE waits for earlier writes that refer, or referred, to its record.
 */
export function selectMutations(queued: readonly StoredRecord[], now: number, catalogue: EntityCatalogue): Selection {
  const unborn = new Set(queued.filter(isUnborn).map(({ key }) => key));
  const heads = queued.flatMap((record) => (record.pending[0] ? [{ record, mutation: record.pending[0] }] : []));
  const ready: ReadyMutation[] = [];
  let nextAt: number | undefined;
  for (const head of heads) {
    const { record, mutation } = head;
    // Written on top of a CREATE that was refused: if the id is taken, it was not meant for the record that has it.
    const isBuiltOnCreate = record.base === null || mutation.baseVersion === 0;
    if (isBuiltOnCreate && record.refused.some(({ action }) => action === 'CREATE')) continue;
    const written = referencesIn(record.entityCode, mutation.fields, catalogue);
    if (written.some((key) => unborn.has(key) && key !== record.key)) continue;
    if (mutation.action === 'DELETE' && isReferredTo(record.key, mutation, queued, catalogue)) continue;
    if (mutation.nextRetryAt !== undefined && mutation.nextRetryAt > now) {
      nextAt = Math.min(nextAt ?? Number.POSITIVE_INFINITY, mutation.nextRetryAt);
      continue;
    }
    ready.push(head);
  }
  ready.sort((left, right) => (left.mutation.mutationId < right.mutation.mutationId ? -1 : 1));
  return { ready, ...(nextAt !== undefined && { nextAt }) };
}

/** Whether the record is not on the server yet: its CREATE is on its way, or was refused and awaits a decision. */
function isUnborn({ base, pending, refused }: StoredRecord): boolean {
  return base === null && [...pending, ...refused].some(({ action }) => action === 'CREATE');
}

/** Keys of the records that values of an entity's fields refer to. */
function referencesIn(
  entityCode: string,
  values: Readonly<Record<string, unknown>>,
  catalogue: EntityCatalogue,
): string[] {
  const { fields } = catalogue.definition(entityCode);
  return catalogue.references(entityCode).flatMap((name) => {
    const id = values[name];
    const target = fields[name]?.target;
    return typeof id === 'string' && target ? [recordKey(target, id)] : [];
  });
}

/** Whether an earlier write of another record still has to go before this DELETE. */
function isReferredTo(
  key: string,
  remove: Mutation,
  queued: readonly StoredRecord[],
  catalogue: EntityCatalogue,
): boolean {
  return queued.some(
    (other) =>
      other.key !== key &&
      other.pending.some((earlier) => {
        if (earlier.mutationId > remove.mutationId) return false;
        const touched = earlier.action === 'DELETE' ? (other.base ?? {}) : earlier.fields;
        return [
          ...referencesIn(other.entityCode, touched, catalogue),
          ...referencesIn(other.entityCode, earlier.seen, catalogue),
        ].includes(key);
      }),
  );
}
