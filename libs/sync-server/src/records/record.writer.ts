import { Inject, Injectable, Optional } from '@nestjs/common';
import { type Row, SNAPSHOT_HEADER, type SnapshotToken } from '@tidemark/protocol';
import type { PoolClient } from 'pg';

import { missingReference } from '../database/map-database-error.ts';
import type { RequestContext } from '../database/request-context.ts';
import { settleInOrder, SyncDatabase } from '../database/sync-database.ts';
import { AppError } from '../errors/app-error.ts';
import { readableCross } from '../subscription/access.sql.ts';
import { claimKey, keepRefusal, requestHash } from './claim-key.ts';
import { EntityRegistry } from './entity-registry.ts';
import type { Mutation, Outcome } from './mutation.ts';
import type { FoundRecord, Read } from './record.reader.ts';
import { createRecord } from './sql/create-record.ts';
import { deleteRecord } from './sql/delete-record.ts';
import { getRecord } from './sql/get-record.ts';
import { lockRecord } from './sql/lock-record.ts';
import type { Statement } from './sql/parameters.ts';
import { updateRecord } from './sql/update-record.ts';
import { visibleReferences } from './sql/visible-references.ts';
import type { Keep, Written } from './sql/written.ts';
import { SYNC_WAKE, type SyncWake } from './sync-wake.ts';
import { tableOf } from './table.ts';
import { validateFields } from './validate-fields.ts';

/** Statuses of the answers, also of their replays. */
const STATUS = { CREATE: 201, UPDATE: 200, DELETE: 204 } as const;

/**
 * Writes records as a person: validation, references, effect and idempotency key in one transaction. Row-level security
 * decides what may be written; this class only finds the right words for what the database refused.
 */
@Injectable()
export class RecordWriter {
  constructor(
    private readonly database: SyncDatabase,
    private readonly registry: EntityRegistry,
    @Optional() @Inject(SYNC_WAKE) private readonly live?: SyncWake,
  ) {}

  /** Performs one mutation. Rejects with the `AppError` that the caller is to be told; then nothing was written. */
  async write(context: RequestContext, mutation: Mutation): Promise<Outcome> {
    // Before anything else: what comes after may rely on fields that are flat and few.
    const values = mutation.action === 'DELETE' ? new Map<string, unknown>() : validateFields(mutation);
    const keep = keepOf(context, mutation, values);
    const outcome = await this.once(context, mutation, values, keep);
    if (!outcome.replayed) this.announce(mutation, outcome);
    return outcome;
  }

  /**
   * The stored answer of a restore whose key was used before; undefined where it was not. For requests whose fields can
   * no longer be found, because they have had their effect. Rejects as `claimKey` does, and with a stored refusal.
   */
  async findReplay(context: RequestContext, mutation: Mutation): Promise<Outcome | undefined> {
    const keep = keepOf(context, mutation, new Map());
    if (!keep) return undefined;
    const earlier = await this.database.withPerson(context, (client) => this.replay(client, mutation, keep));
    if (earlier instanceof AppError) throw earlier;
    return earlier;
  }

  /** Tells the live half, if there is one: first those who hold the record, then the tail, which tells everybody. */
  private announce({ table, id = '' }: Mutation, { version, readers = [] }: Outcome): void {
    const entityCode = table.entity.code;
    if (readers.length > 0) this.live?.tellEarly({ entityCode, entityId: id, version, readers });
    this.live?.wake();
  }

  /** Performs the mutation, unless its key says that this has happened or was refused. */
  private async once(
    context: RequestContext,
    mutation: Mutation,
    values: ReadonlyMap<string, unknown>,
    keep: Keep | undefined,
  ): Promise<Outcome> {
    let answer: Outcome | AppError;
    try {
      answer = await this.database.withPerson(context, async (client) => {
        const earlier = keep && (await this.replay(client, mutation, keep));
        return earlier ?? this.perform(client, mutation, values, keep);
      });
    } catch (error) {
      if (!keep || !(error instanceof AppError) || !isFinal(error)) throw error;
      const stored = await this.database.withPerson(context, (client) => keepRefusal(client, keep, error));
      if (!stored || stored instanceof AppError) throw error;
      return stored;
    }
    // Outside of the try: a refusal that is stored already is not stored again.
    if (answer instanceof AppError) throw answer;
    return answer;
  }

  /** What the key's first request was answered. Of a conflict the row is looked up again: it may be out of sight by now. */
  private async replay(client: PoolClient, mutation: Mutation, keep: Keep): Promise<Outcome | AppError | undefined> {
    const earlier = await claimKey(client, keep);
    return earlier instanceof AppError && earlier.code === 'VERSION_CONFLICT'
      ? this.explain(client, mutation)
      : earlier;
  }

  private async perform(
    client: PoolClient,
    mutation: Mutation,
    values: ReadonlyMap<string, unknown>,
    keep?: Keep,
  ): Promise<Outcome> {
    // Sent together; the answer of the references counts first, since it is the cause where both fail.
    const references = this.checkReferences(client, mutation, values);
    const effect = client.query<Written>(statementOf(mutation, values, keep));
    const [, { rows }, readers] = await settleInOrder([
      references,
      effect,
      this.findReaders(client, mutation),
    ] as const);
    const written = rows[0] ?? (await this.tryAgain(client, mutation, values, keep));
    if (!written) throw await this.explain(client, mutation);
    return {
      status: STATUS[mutation.action],
      row: written.row as Row | null,
      version: Number(written.version),
      snapshot: written.snapshot as SnapshotToken,
      // Asked before a second try, they know nothing of its effect.
      readers: rows[0] ? readers : [],
      replayed: false,
    };
  }

  /** Who of those that hold the record by id here may read it after the statement before this one. */
  private async findReaders(client: PoolClient, { table, action, id = '' }: Mutation): Promise<string[]> {
    const entityCode = table.entity.code;
    const holders = action === 'UPDATE' ? (this.live?.holdersOf(entityCode, id) ?? []) : [];
    if (holders.length === 0) return [];
    const { rows } = await client.query<{ person_id: string }>(readableCross(entityCode, holders, [id]));
    return rows.map((row) => row.person_id);
  }

  /**
   * An UPDATE that waited for another writer looked for that writer's log row in a snapshot of before the wait, and so
   * could not merge. With the row locked nothing moves any more, and a new statement sees all of the log.
   */
  private async tryAgain(
    client: PoolClient,
    mutation: Mutation,
    values: ReadonlyMap<string, unknown>,
    keep?: Keep,
  ): Promise<Written | undefined> {
    const { table, action, id = '', baseVersion } = mutation;
    if (action !== 'UPDATE' || baseVersion === null) return undefined;
    const locked = await client.query<{ version: string }>(lockRecord(table, id));
    if (Number(locked.rows[0]?.version ?? 0) <= baseVersion) return undefined;
    const result = await client.query<Written>(statementOf(mutation, values, keep));
    return result.rows[0];
  }

  /** Rejects with REFERENCE_MISSING where a reference names a record that the person cannot see. */
  private async checkReferences(
    client: PoolClient,
    { table, id }: Mutation,
    values: ReadonlyMap<string, unknown>,
  ): Promise<void> {
    const references = [...values].flatMap(([field, value]) => {
      const target = this.registry.find(table.entity.fields[field]?.target ?? '');
      // A new record may refer to itself.
      return target && typeof value === 'string' && value !== id ? [{ field, target: tableOf(target), id: value }] : [];
    });
    if (references.length === 0) return;
    const seen = await client.query<{ field: string }>(visibleReferences(references));
    const missing = references
      .map(({ field }) => field)
      .filter((field) => !seen.rows.some((row) => row.field === field));
    if (missing.length > 0) throw missingReference(undefined, missing);
  }

  /** Why an UPDATE or DELETE touched nothing: absent or hidden, not allowed, or changed meanwhile. */
  private async explain(client: PoolClient, { table, id = '' }: Mutation): Promise<AppError> {
    const { text, values } = getRecord(table, id);
    const result = await client.query<Read<FoundRecord>>(text, values);
    const { row: current, writable, snapshot = '' } = result.rows[0] ?? {};
    const headers = { [SNAPSHOT_HEADER]: snapshot };
    if (!current) return new AppError('NOT_FOUND', undefined, { headers });
    if (!writable) return new AppError('FORBIDDEN', undefined, { headers });
    return new AppError('VERSION_CONFLICT', undefined, { current, headers });
  }
}

/** Under which key the answer is remembered; undefined where the request has none. */
function keepOf(
  { personId }: RequestContext,
  mutation: Mutation,
  values: ReadonlyMap<string, unknown>,
): Keep | undefined {
  const { key, action } = mutation;
  if (key === undefined || personId === null) return undefined;
  return { key, personId, requestHash: requestHash(mutation, values), status: STATUS[action] };
}

/** Whether the refusal stands for good; the others ask for another try. */
function isFinal({ code, status }: AppError): boolean {
  return status < 500 && status !== 401 && status !== 429 && !code.startsWith('IDEMPOTENCY_');
}

/** The statement of the effect. Of a DELETE the values are empty, of a CREATE the base version is null. */
function statementOf(
  { table, action, id = '', baseVersion }: Mutation,
  values: ReadonlyMap<string, unknown>,
  keep?: Keep,
): Statement {
  switch (action) {
    case 'CREATE':
      return createRecord(table, values, keep);
    case 'UPDATE':
      return updateRecord(table, { id, baseVersion, values }, keep);
    case 'DELETE':
      return deleteRecord(table, id, baseVersion, keep);
  }
}
