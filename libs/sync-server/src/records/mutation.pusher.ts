import { Injectable, Logger } from '@nestjs/common';
import type { Problem, PushMutation, PushRequest, PushResponse, PushResult, SnapshotToken } from '@tidemark/protocol';

import type { RequestContext } from '../database/request-context.ts';
import { SyncDatabase } from '../database/sync-database.ts';
import { AppError } from '../errors/app-error.ts';
import { toProblem } from '../errors/to-problem.ts';
import { EntityRegistry } from './entity-registry.ts';
import type { Outcome } from './mutation.ts';
import { RecordWriter } from './record.writer.ts';
import { tableOf } from './table.ts';

/**
 * Applies an outbox: mutations one after the other, in the order given, each in its own transaction with its own
 * idempotency key. A refusal is that item's result and does not stop the rest; only an outage of the database does.
 */
@Injectable()
export class MutationPusher {
  private readonly logger = new Logger('Push');

  constructor(
    private readonly writer: RecordWriter,
    private readonly registry: EntityRegistry,
    private readonly database: SyncDatabase,
  ) {}

  /**
   * Gives one result for each mutation, in their order, and a token from before the first of them: everything that
   * others changed meanwhile is replayed to a client that subscribes with it. Never rejects for a mutation.
   */
  async push(context: RequestContext, { mutations }: PushRequest): Promise<PushResponse> {
    // Taken before the writes: a later one could claim to have seen a change that came between a row and the token.
    const before = await this.database.readAs<{ snapshot: SnapshotToken }>(
      context,
      'SELECT pg_current_snapshot()::text AS snapshot',
    );
    let snapshot = before.rows[0]?.snapshot as SnapshotToken;
    const results: PushResult[] = [];
    let replays = 0;
    let outage: Problem | undefined;
    for (const mutation of mutations) {
      if (outage) {
        // Each would wait for its timeout in vain; the client repeats all of them.
        results.push({ mutationId: mutation.mutationId, status: outage.status, problem: outage });
        continue;
      }
      const { result, outcome } = await this.apply(context, mutation);
      results.push(result);
      if (result.problem?.code === 'DATABASE_UNAVAILABLE') outage = result.problem;
      // A replayed row is as old as its first answer, and so is then the token. The first replay is the oldest.
      if (outcome?.replayed && replays++ === 0) snapshot = outcome.snapshot;
    }
    return { results, snapshot };
  }

  /**
   * One mutation in a transaction of its own. Never rejects: what is no `AppError` is logged with its cause and told as
   * INTERNAL.
   */
  private async apply(
    context: RequestContext,
    mutation: PushMutation,
  ): Promise<{ result: PushResult; outcome?: Outcome }> {
    const { mutationId, entityCode, entityId, action, baseVersion = null } = mutation;
    try {
      const table = tableOf(this.registry.get(entityCode));
      const outcome = await this.writer.write(context, {
        table,
        action,
        id: entityId,
        baseVersion,
        fields: fieldsOf(mutation),
        key: mutationId,
      });
      const { status, version, row } = outcome;
      return { result: { mutationId, status, version, ...(row && { item: row }) }, outcome };
    } catch (error) {
      const known = error instanceof AppError ? error : new AppError('INTERNAL', undefined, { cause: error });
      if (known.status >= 500) this.logger.error({ err: error, requestId: context.requestId }, 'a mutation failed');
      return { result: { mutationId, status: known.status, problem: toProblem(known, context.requestId) } };
    }
  }
}

/** The fields to check and write. VALIDATION where those of a CREATE name another record than the mutation does. */
function fieldsOf({ action, entityId, fields }: PushMutation): Record<string, unknown> | undefined {
  if (action !== 'CREATE') return fields;
  const { id = entityId } = fields ?? {};
  if (typeof id !== 'string' || id.toLowerCase() !== entityId) {
    throw new AppError('VALIDATION', "The fields name another record than the mutation's entityId.", {
      errors: [{ field: 'id', message: 'must be entityId, or be left out' }],
    });
  }
  return { ...fields, id: entityId };
}
