import { companionsOf, type EntityDefinition } from '@tidemark/entity-model';
import type { Problem, PushResult, Row } from '@tidemark/protocol';

import { deriveRecord, type RecordCore } from './derive-record.ts';
import type { EntityCatalogue } from './entity-catalogue.ts';
import { type FieldValues, isConflict, type Mutation, type RefusedMutation } from './mutation.ts';
import { parseRecordKey, type StoredRecord } from './stored-record.ts';

/** The document of a record that the store has never heard of. */
export function blankRecord(key: string): RecordCore {
  return { key, ...parseRecordKey(key), version: 0, base: null, readOnly: false, pending: [], refused: [] };
}

function sameValue(left: unknown, right: unknown): boolean {
  if (left === right || ((left ?? null) === null && (right ?? null) === null)) return true;
  return typeof left === 'object' && typeof right === 'object' && JSON.stringify(left) === JSON.stringify(right);
}

function isSameRow(left: Row, right: Row): boolean {
  const names = Object.keys(right);
  return names.length === Object.keys(left).length && names.every((name) => sameValue(left[name], right[name]));
}

/** The part of `fields` that differs from `row`. */
export function changedFields(row: Row, fields: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => !sameValue(row[name], value)));
}

/**
 * The fields of a write that hold another value on the server than the one that its user saw, and their companions; all
 * of them where the record is gone. Somebody else changed them, and only about them is there anything to decide.
 */
export function contestedFields(
  { fields, seen }: Pick<Mutation, 'fields' | 'seen'>,
  base: Row | null,
  entity: EntityDefinition,
): string[] {
  const isElsewise = (name: string): boolean => name in fields && !sameValue(seen[name], base?.[name]);
  return Object.keys(fields).filter(
    (name) => base === null || isElsewise(name) || companionsOf(entity, name).some(isElsewise),
  );
}

/** The values that `row` has for the named fields. */
export function pickFields(row: Row | null, fields: FieldValues): FieldValues {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, row?.[name] ?? null]));
}

/**
 * The version that an edit of the record as it is shown is made on; 0 on top of a CREATE that is still on its way.
 * A waiting edit of one of the `fields` hides what somebody else made of it since: the user has seen no later version
 * than that edit had.
 */
export function editedVersion(
  { base, pending }: Pick<StoredRecord, 'base' | 'pending'>,
  fields: FieldValues = {},
): number {
  if (pending.some(({ action }) => action === 'CREATE')) return 0;
  const hiding = pending.filter((mutation) => Object.keys(mutation.fields).some((name) => name in fields));
  return Math.min(base?.version ?? 0, ...hiding.map(({ baseVersion }) => baseVersion));
}

/**
 * The version check: whether a server row is newer than what the document holds. For a record that is gone the same
 * version counts as newer, because access that was taken and given back does not change it.
 */
export function isNewer(record: Pick<StoredRecord, 'base' | 'version'>, version: number): boolean {
  return record.base === null ? version >= record.version : version > record.version;
}

/** The pure state machine of one document. Each method takes the present state and gives the next. */
export class Transitions {
  readonly #catalogue: EntityCatalogue;

  constructor(catalogue: EntityCatalogue) {
    this.#catalogue = catalogue;
  }

  /**
   * A server row arrived, and with it whether the user may only read it; older rows change nothing. One of the same
   * version may differ by what a migration did to the table, and access changes, neither of which makes a new version.
   */
  applyRow(
    record: StoredRecord | undefined,
    key: string,
    row: Row,
    { readOnly = false }: { readonly readOnly?: boolean } = {},
  ): StoredRecord | undefined {
    const core = record ?? blankRecord(key);
    const isOther = core.base?.version === row.version && (core.readOnly !== readOnly || !isSameRow(core.base, row));
    if (!isNewer(core, row.version) && !isOther) return undefined;
    return this.#derive({ ...core, version: row.version, base: row, readOnly });
  }

  /**
   * The server says that the record is not there (any more), or not for this user. Waiting writes stay. The document
   * stays too, as the memory of the version and of the fact that the question was answered.
   */
  applyGone(record: StoredRecord | undefined, key: string): StoredRecord | undefined {
    if (record && record.base === null) return undefined;
    return this.#derive({ ...(record ?? blankRecord(key)), base: null });
  }

  /**
   * A local write. On a record whose CREATE was refused it is the user's correction: the CREATE is queued again with
   * the new values, or given up by a DELETE.
   */
  enqueue(record: StoredRecord | undefined, key: string, mutation: Mutation): StoredRecord {
    const core = record ?? blankRecord(key);
    const refused = core.base === null ? core.refused.find(({ action }) => action === 'CREATE') : undefined;
    if (refused && mutation.action === 'DELETE') return this.#derive({ ...core, pending: [], refused: [] });
    if (refused && mutation.action === 'UPDATE') {
      const create: Mutation = {
        ...mutation,
        action: 'CREATE',
        fields: { ...refused.fields, ...mutation.fields },
        seen: {},
      };
      const others = core.refused.filter((other) => other !== refused);
      return this.#derive({ ...core, pending: [create, ...core.pending], refused: others });
    }
    return this.#derive({ ...core, pending: [...core.pending, mutation] });
  }

  /** The server applied the mutation, now or in an earlier attempt whose answer was lost. */
  acknowledge(record: StoredRecord | undefined, mutationId: string, result: PushResult): StoredRecord | undefined {
    const mutation = record?.pending.find((pending) => pending.mutationId === mutationId);
    if (!record || !mutation) return undefined;
    const rest = record.pending.filter((pending) => pending !== mutation);
    if (mutation.action === 'DELETE') {
      const version = result.version ?? mutation.baseVersion + 1;
      const isStale = record.base !== null && record.version > version;
      return this.#derive({
        ...record,
        version: Math.max(record.version, version),
        base: isStale ? record.base : null,
        pending: rest,
      });
    }
    // Without a row in the answer (the write took the record out of the caller's sight) the fields are the best guess;
    // the record is fetched right after.
    const guess = record.base && { ...record.base, ...mutation.fields, version: result.version ?? record.version };
    const row = result.item ?? guess;
    const entity = this.#catalogue.definition(record.entityCode);
    const { stays, clashes } = row ? rebase(rest, mutation, row, entity) : { stays: rest, clashes: [] };
    // A record that went out of sight in the meantime stays so: the answer may be the stored one of an earlier attempt.
    const isUsable = row && row.version > record.version && (record.base !== null || mutation.action === 'CREATE');
    // What the server has just let the user write the user may write.
    const core = isUsable ? { ...record, version: row.version, base: row, readOnly: false } : record;
    return this.#derive({ ...core, pending: stays, refused: [...record.refused, ...clashes] });
  }

  /** The server will never take the mutation: it moves to `refused` with the reason, the rest goes on. */
  refuse(
    record: StoredRecord | undefined,
    mutationId: string,
    problem: Problem,
    refusedAt: number,
  ): StoredRecord | undefined {
    const mutation = record?.pending.find((pending) => pending.mutationId === mutationId);
    if (!record || !mutation) return undefined;
    const { nextRetryAt: _, ...settled } = mutation;
    const pending = withdraw(record.pending, mutation);
    const refused = [...record.refused, { ...settled, problem, refusedAt }];
    const current = problem.current as Row | undefined;
    const core =
      current && isNewer(record, current.version) ? { ...record, version: current.version, base: current } : record;
    return this.#derive({ ...core, pending, refused });
  }

  /** The server asked to try again later. */
  postpone(
    record: StoredRecord | undefined,
    mutationId: string,
    nextRetryAt: number,
    problem: Problem | undefined,
  ): StoredRecord | undefined {
    if (!record?.pending.some((pending) => pending.mutationId === mutationId)) return undefined;
    const pending = record.pending.map((mutation) =>
      mutation.mutationId === mutationId
        ? { ...mutation, attempts: mutation.attempts + 1, nextRetryAt, ...(problem && { problem }) }
        : mutation,
    );
    return this.#derive({ ...record, pending });
  }

  /** The user gives a write up. Discarding a CREATE discards everything that was built on it. */
  discard(record: StoredRecord | undefined, mutationId: string): StoredRecord | undefined {
    const mutation = record && [...record.pending, ...record.refused].find((one) => one.mutationId === mutationId);
    if (!record || !mutation) return undefined;
    if (mutation.action === 'CREATE') {
      const isApart = ({ action, baseVersion }: Mutation): boolean =>
        record.base !== null && action !== 'CREATE' && baseVersion > 0;
      const [pending, refused] = [record.pending.filter(isApart), record.refused.filter(isApart)];
      return this.#derive({ ...record, pending, refused });
    }
    return this.#derive({
      ...record,
      pending: withdraw(record.pending, mutation),
      refused: record.refused.filter((refused) => refused !== mutation),
    });
  }

  /**
   * Queues a refused write again as a new mutation on the record as it is now. `fields` takes the place of the refused
   * ones; with none left, the write is given up.
   */
  requeue(
    record: StoredRecord | undefined,
    mutationId: string,
    next: { mutationId: string; fields?: FieldValues; queuedAt: number },
  ): StoredRecord | undefined {
    const refused = record?.refused.find((mutation) => mutation.mutationId === mutationId);
    if (!record || !refused) return undefined;
    const fields = next.fields ?? refused.fields;
    if (refused.action === 'UPDATE' && Object.keys(fields).length === 0) return this.discard(record, mutationId);
    const { problem: _, refusedAt: _at, ...kept } = refused;
    // Who settles a conflict sees what the store holds of the fields until the decision; who corrects a value does not.
    const hiddenIn = isConflict(refused) ? {} : fields;
    const mutation: Mutation = {
      ...kept,
      mutationId: next.mutationId,
      fields,
      seen: pickFields(record.data, fields),
      baseVersion: refused.action === 'CREATE' ? 0 : editedVersion(record, hiddenIn),
      queuedAt: next.queuedAt,
      attempts: 0,
    };
    // A CREATE goes before the writes that were made on top of it.
    const pending = refused.action === 'CREATE' ? [mutation, ...record.pending] : [...record.pending, mutation];
    return this.#derive({ ...record, pending, refused: record.refused.filter((other) => other !== refused) });
  }

  #derive(core: RecordCore): StoredRecord {
    return deriveRecord(core, this.#catalogue);
  }
}

/**
 * Moves the writes behind an acknowledged one onto the version that it produced. Where somebody else changed, in
 * between, a field that a later write names, the later write would silently undo that: it is a conflict.
 * Fields of the acknowledged write itself do not count: their value is the user's own, as the server stored it.
 */
function rebase(
  rest: readonly Mutation[],
  acknowledged: Mutation,
  row: Row,
  entity: EntityDefinition,
): { stays: readonly Mutation[]; clashes: readonly RefusedMutation[] } {
  // After a CREATE the writes behind it were made on top of it, or on a record of the same id that is gone.
  const own = new Set(acknowledged.action === 'CREATE' ? [] : Object.keys(acknowledged.fields));
  const stays: Mutation[] = [];
  const clashes: RefusedMutation[] = [];
  let open = rest;
  for (let mutation = open[0]; mutation; mutation = open[0]) {
    // What was written on top of a CREATE has seen nothing else; what was written on a former record of this id has.
    const untouched =
      acknowledged.action === 'CREATE' ? mutation.baseVersion === 0 : row.version - 1 <= mutation.baseVersion;
    const clashing = untouched ? [] : clashingFields(mutation, own, row, entity);
    if (clashing.length > 0) {
      clashes.push({ ...mutation, problem: conflictProblem(clashing, row), refusedAt: mutation.queuedAt });
      open = withdraw(open, mutation);
      continue;
    }
    stays.push({ ...mutation, baseVersion: Math.max(row.version, mutation.baseVersion) });
    for (const name of Object.keys(mutation.fields)) own.add(name);
    open = open.slice(1);
  }
  return { stays, clashes };
}

/**
 * The writes without one that did not happen. Whoever saw its values on the screen edited, in truth, what it had seen
 * itself; otherwise its values would later pass for somebody else's change.
 */
function withdraw(pending: readonly Mutation[], withdrawn: Mutation): readonly Mutation[] {
  const open = new Set(Object.keys(withdrawn.fields));
  const at = pending.indexOf(withdrawn);
  return pending.flatMap((mutation, index) => {
    if (index === at) return [];
    const touched = index < at ? [] : Object.keys(mutation.fields).filter((name) => open.delete(name));
    if (touched.length === 0) return [mutation];
    const seen = Object.fromEntries(touched.map((name) => [name, withdrawn.seen[name] ?? null]));
    return [{ ...mutation, seen: { ...mutation.seen, ...seen } }];
  });
}

/** What somebody else changed under a write; a DELETE clashes with any change. */
function clashingFields(
  mutation: Mutation,
  own: ReadonlySet<string>,
  row: Row,
  entity: EntityDefinition,
): readonly string[] {
  if (mutation.action === 'DELETE') return ['the record'];
  return contestedFields(mutation, row, entity).filter((name) => !own.has(name));
}

/** The same problem that the server answers to a write on an outdated version. */
function conflictProblem(fields: readonly string[], current: Row): Problem {
  return {
    type: 'about:blank',
    title: 'Changed meanwhile',
    status: 412,
    code: 'VERSION_CONFLICT',
    detail: `Somebody else changed ${fields.join(', ')} since this edit was made.`,
    requestId: '',
    current,
  };
}
