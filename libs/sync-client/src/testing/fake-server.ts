import {
  type ClientMessage,
  clientMessageSchema,
  CloseCode,
  DEFAULT_HEARTBEAT_MS,
  DEFAULT_LIMITS,
  type FetchRequest,
  type Problem,
  type PushMutation,
  type PushResult,
  type Row,
  type Scope,
  type ServerMessage,
  type SignalAction,
  SNAPSHOT_HEADER,
  type SnapshotToken,
} from '@tidemark/protocol';

import type { Clock } from '../ports/clock.ts';
import type { HttpRequest, HttpResponse } from '../ports/transport.ts';
import { pageOf } from './page-of.ts';

/** A change in the fake server's log. */
interface LoggedChange {
  readonly sequence: number;
  readonly entityCode: string;
  readonly id: string;
  readonly action: SignalAction;
  readonly version: number;
  readonly before: Row | null;
  readonly after: Row | null;
  /** The mutation that made it; absent for a write by somebody else. */
  readonly mutationId?: string;
  /** Where only somebody's access changed: whose. */
  readonly subjectId?: string;
}

/** One connection, as the fake server sees it. */
export interface FakeConnection {
  readonly personId: string;
  readonly ids: Set<string>;
  readonly scopes: Map<string, { entityCode: string; scope: Scope }>;
  send(message: ServerMessage): void;
  close(code: number, reason?: string): void;
}

export interface FakeServerOptions {
  readonly clock: Clock;
  /** Who may read a row; everybody unless told. */
  readonly canRead?: (personId: string, entityCode: string, row: Row) => boolean;
  /** A reason to refuse a write, as the real server's validation gives one. */
  readonly refuse?: (mutation: PushMutation, personId: string) => Problem | undefined;
}

const FIRST_VERSION = 1;

/**
 * The server's promises in memory: versions that never go back, a change log with snapshots, subscriptions with
 * replay, idempotent writes with field-level merge. It answers synchronously; a test's transport decides what is
 * delayed, lost or repeated.
 */
export class FakeServer {
  readonly connections = new Set<FakeConnection>();
  /** Effects by idempotency key, for "exactly once". */
  readonly effects = new Map<string, number>();
  /** The last status that each mutation was answered with. */
  readonly answers = new Map<string, number>();
  /** Everything that was sent to a person: `personId -> entityCode|id`, for "no leak". */
  readonly disclosed = new Map<string, Set<string>>();
  readonly log: LoggedChange[] = [];
  /** While true its signals come late, and it says so: PONGs have no token. */
  isLate = false;
  readonly #options: FakeServerOptions;
  readonly #rows = new Map<string, Row>();
  /** What people may only read: `personId entityCode|id`. */
  readonly #readOnly = new Set<string>();
  readonly #tombstones = new Map<string, number>();
  readonly #responses = new Map<string, { request: string; result: PushResult }>();
  /** Tokens below it are too old to resume from. */
  #retainedFrom = 0;
  #connectionCount = 0;
  /** The mutation that is being applied. */
  #applying: string | undefined;

  constructor(options: FakeServerOptions) {
    this.#options = options;
  }

  /** The rows of an entity that a person may read, by id. */
  rows(entityCode: string, personId: string): Row[] {
    return [...this.#rows]
      .filter(([key, row]) => key.startsWith(`${entityCode}|`) && this.#mayRead(personId, entityCode, row))
      .map(([, row]) => row);
  }

  row(entityCode: string, id: string): Row | undefined {
    return this.#rows.get(`${entityCode}|${id}`);
  }

  /** A write by somebody else, as any SQL client could make it. */
  put(entityCode: string, id: string, fields: Readonly<Record<string, unknown>>): Row {
    const key = `${entityCode}|${id}`;
    const before = this.#rows.get(key) ?? null;
    const now = new Date(this.#options.clock.now()).toISOString();
    const version = before ? before.version + 1 : (this.#tombstones.get(key) ?? FIRST_VERSION - 1) + 1;
    const after = { createdTs: now, ...before, ...fields, id, version, updatedTs: now };
    this.#rows.set(key, after);
    this.#append({ entityCode, id, action: before ? 'UPDATE' : 'CREATE', version, before, after });
    return after;
  }

  /** A delete by somebody else. */
  remove(entityCode: string, id: string): number | undefined {
    const key = `${entityCode}|${id}`;
    const before = this.#rows.get(key);
    if (!before) return undefined;
    const version = before.version + 1;
    this.#rows.delete(key);
    this.#tombstones.set(key, version);
    this.#append({ entityCode, id, action: 'DELETE', version, before, after: null });
    return version;
  }

  /** From now on the person may only read the record, or write it, too, without a new version. */
  setReadOnly(personId: string, entityCode: string, id: string, { readOnly }: { readonly readOnly: boolean }): void {
    const row = this.row(entityCode, id);
    const key = `${personId} ${entityCode}|${id}`;
    if (!row || this.#readOnly.has(key) === readOnly) return;
    if (readOnly) this.#readOnly.add(key);
    else this.#readOnly.delete(key);
    this.#append({
      entityCode,
      id,
      action: 'CREATE',
      version: row.version,
      before: row,
      after: row,
      subjectId: personId,
    });
  }

  isReadOnly(personId: string, entityCode: string, id: string): boolean {
    return this.#readOnly.has(`${personId} ${entityCode}|${id}`);
  }

  /** Forgets the log so far: whoever resumes from before is told to RESYNC. */
  forgetLog(): void {
    this.#retainedFrom = this.log.length;
  }

  /** Answers one HTTP request of a person. `personId` null: the token was not valid. */
  handle(path: string, request: HttpRequest, personId: string | null): HttpResponse {
    if (personId === null) return answer(401, problem(401, 'UNAUTHENTICATED', 'Sign in first.'));
    const url = new URL(path, 'http://server');
    const body: unknown = request.body === undefined ? undefined : JSON.parse(request.body);
    if (url.pathname === '/api/v1/sync/fetch') return this.#fetch(body as FetchRequest, personId);
    if (url.pathname === '/api/v1/sync/push') {
      const { mutations } = body as { mutations: PushMutation[] };
      const results = mutations.map((mutation) => this.#apply(mutation, personId));
      return answer(200, { results, snapshot: this.#token() });
    }
    const entityCode = url.pathname.split('/')[3] ?? '';
    return this.#list(entityCode, url.searchParams, request.headers['if-none-match'], personId);
  }

  /** A new connection of a person; `send` and `close` reach the client. */
  connect(personId: string, client: Pick<FakeConnection, 'send' | 'close'>): FakeConnection {
    this.#connectionCount += 1;
    const connection: FakeConnection = { personId, ids: new Set(), scopes: new Map(), ...client };
    this.connections.add(connection);
    connection.send({
      type: 'CONNECTED',
      payload: {
        connectionId: `connection-${this.#connectionCount}`,
        protocol: 1,
        limits: DEFAULT_LIMITS,
        heartbeatMs: DEFAULT_HEARTBEAT_MS,
      },
    });
    return connection;
  }

  disconnect(connection: FakeConnection): void {
    this.connections.delete(connection);
  }

  /** A frame from a client. */
  receive(connection: FakeConnection, text: string): void {
    const parsed = clientMessageSchema.safeParse(JSON.parse(text));
    if (!parsed.success) {
      connection.send({ type: 'ERROR', payload: { code: 'BAD_MESSAGE', message: parsed.error.message } });
      return;
    }
    this.#answer(connection, parsed.data);
  }

  /** Closes every connection of a person, or of all. */
  closeAll(code: number = CloseCode.Restart, personId?: string): void {
    for (const connection of this.connections) {
      if (personId === undefined || connection.personId === personId) connection.close(code);
    }
  }

  #answer(connection: FakeConnection, message: ClientMessage): void {
    const ref = message.ref === undefined ? {} : { ref: message.ref };
    switch (message.type) {
      case 'PING':
        connection.send({ type: 'PONG', payload: this.isLate ? {} : { snapshot: this.#token() }, ...ref });
        return;
      case 'AUTH':
        return;
      case 'UNSUBSCRIBE_ALL':
        connection.ids.clear();
        connection.scopes.clear();
        connection.send({ type: 'UNSUBSCRIBED', payload: { count: 0 }, ...ref });
        return;
      case 'UNSUBSCRIBE': {
        const { entityCode, entityIds = [], scope } = message.payload;
        for (const id of entityIds) connection.ids.delete(`${entityCode}|${id}`);
        if (scope) connection.scopes.delete(`${entityCode} ${JSON.stringify(scope)}`);
        connection.send({ type: 'UNSUBSCRIBED', payload: { count: entityIds.length }, ...ref });
        return;
      }
      case 'SUBSCRIBE': {
        const { entityCode, entityIds = [], scope, since } = message.payload;
        const refused = entityIds.filter((id) => !this.#isReadable(connection.personId, entityCode, id) && !since);
        for (const id of entityIds) if (!refused.includes(id)) connection.ids.add(`${entityCode}|${id}`);
        if (scope) connection.scopes.set(`${entityCode} ${JSON.stringify(scope)}`, { entityCode, scope });
        if (since !== undefined) this.#replay(connection, entityCode, since);
        const count = entityIds.length - refused.length + (scope ? 1 : 0);
        connection.send({
          type: 'SUBSCRIBED',
          payload: { entityCode, count, refused, snapshot: this.#token() },
          ...ref,
        });
        return;
      }
    }
  }

  #replay(connection: FakeConnection, entityCode: string, since: SnapshotToken): void {
    const from = Number(since.split(':')[0]);
    if (from < this.#retainedFrom) {
      connection.send({ type: 'RESYNC', payload: { entityCode, reason: 'TOKEN_TOO_OLD' } });
      return;
    }
    for (const change of this.log.slice(from)) if (change.entityCode === entityCode) this.#signal(connection, change);
  }

  #append(change: Omit<LoggedChange, 'sequence'>): void {
    const logged = { ...change, sequence: this.log.length, ...(this.#applying && { mutationId: this.#applying }) };
    this.log.push(logged);
    for (const connection of this.connections) this.#signal(connection, logged);
  }

  #signal(connection: FakeConnection, change: LoggedChange): void {
    const { entityCode, id, version, before, after, subjectId } = change;
    const { personId } = connection;
    if (subjectId !== undefined && subjectId !== personId) return;
    const couldRead = before !== null && this.#mayRead(personId, entityCode, before);
    const canRead = after !== null && this.#mayRead(personId, entityCode, after);
    if (!couldRead && !canRead) return;
    const isScoped = [...connection.scopes.values()].some(
      (one) => one.entityCode === entityCode && [before, after].some((row) => row !== null && inScope(row, one.scope)),
    );
    if (!isScoped && !connection.ids.has(`${entityCode}|${id}`)) return;
    const action: SignalAction = !canRead ? 'DELETE' : couldRead ? change.action : 'CREATE';
    this.#disclose(personId, entityCode, id);
    connection.send({
      type: 'INVALIDATE',
      payload: {
        entityCode,
        changes: [{ entityId: id, action, version }],
        timestamp: new Date(this.#options.clock.now()).toISOString(),
        snapshot: this.#token(),
      },
    });
  }

  #fetch({ wants }: FetchRequest, personId: string): HttpResponse {
    const results = wants.map(({ entityCode, ids }) => {
      const readable = ids.filter((id) => this.#isReadable(personId, entityCode, id));
      for (const id of readable) this.#disclose(personId, entityCode, id);
      return {
        entityCode,
        items: readable.flatMap((id) => this.row(entityCode, id) ?? []),
        gone: ids.filter((id) => !readable.includes(id)),
        readOnly: readable.filter((id) => this.isReadOnly(personId, entityCode, id)),
      };
    });
    return answer(200, { results, snapshot: this.#token() });
  }

  #list(entityCode: string, query: URLSearchParams, ifNoneMatch: string | undefined, personId: string): HttpResponse {
    const { items, nextCursor } = pageOf(this.rows(entityCode, personId), query);
    for (const { id } of items) this.#disclose(personId, entityCode, id);
    const readOnly = items.map(({ id }) => id).filter((id) => this.isReadOnly(personId, entityCode, id));
    const etag = JSON.stringify([items.map(({ id, version }) => `${id}@${version}`).join(), readOnly.join()]);
    const headers = { [SNAPSHOT_HEADER]: this.#token(), etag };
    return etag === ifNoneMatch
      ? answer(304, undefined, headers)
      : answer(200, { items, nextCursor, readOnly }, headers);
  }

  /** One mutation in its own transaction, once for each idempotency key. */
  #apply(mutation: PushMutation, personId: string): PushResult {
    const { mutationId } = mutation;
    const known = this.#responses.get(`${personId} ${mutationId}`);
    if (known) {
      if (known.request === JSON.stringify(mutation)) return known.result;
      return {
        mutationId,
        status: 422,
        problem: problem(422, 'IDEMPOTENCY_MISMATCH', 'The key was used for another request.'),
      };
    }
    this.#applying = mutationId;
    const result = this.#write(mutation, personId);
    this.#applying = undefined;
    this.answers.set(mutationId, result.status);
    if (result.status < 300) this.effects.set(mutationId, (this.effects.get(mutationId) ?? 0) + 1);
    // A refusal stands as well: a copy of the request that arrives late has no effect.
    this.#responses.set(`${personId} ${mutationId}`, { request: JSON.stringify(mutation), result });
    return result;
  }

  #write(mutation: PushMutation, personId: string): PushResult {
    const { mutationId, entityCode, entityId, action, baseVersion, fields = {} } = mutation;
    const refuse = (status: number, code: string, current?: Row): PushResult => ({
      mutationId,
      status,
      problem: { ...problem(status, code, `The write was refused: ${code}.`), ...(current && { current }) },
    });
    const reason = this.#options.refuse?.(mutation, personId);
    if (reason) return { mutationId, status: reason.status, problem: reason };
    const present = this.row(entityCode, entityId);
    if (action === 'CREATE') {
      if (present) return refuse(409, 'DUPLICATE');
      const item = this.put(entityCode, entityId, fields);
      this.#disclose(personId, entityCode, entityId);
      return { mutationId, status: 201, item, version: item.version };
    }
    if (!present || !this.#mayRead(personId, entityCode, present)) return refuse(404, 'NOT_FOUND');
    if (this.isReadOnly(personId, entityCode, entityId)) return refuse(403, 'FORBIDDEN');
    const since =
      baseVersion === undefined
        ? []
        : this.log.filter(
            (change) => change.entityCode === entityCode && change.id === entityId && change.version > baseVersion,
          );
    if (action === 'DELETE') {
      if (since.length > 0) return refuse(412, 'VERSION_CONFLICT', present);
      const version = this.remove(entityCode, entityId);
      return { mutationId, status: 204, ...(version !== undefined && { version }) };
    }
    const overlaps = since.some(({ before, after }) =>
      Object.keys(fields).some((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name])),
    );
    if (overlaps) return refuse(412, 'VERSION_CONFLICT', present);
    const item = this.put(entityCode, entityId, fields);
    return this.#mayRead(personId, entityCode, item)
      ? { mutationId, status: 200, item, version: item.version }
      : { mutationId, status: 200, version: item.version };
  }

  #isReadable(personId: string, entityCode: string, id: string): boolean {
    const row = this.row(entityCode, id);
    return row !== undefined && this.#mayRead(personId, entityCode, row);
  }

  #mayRead(personId: string, entityCode: string, row: Row): boolean {
    return this.#options.canRead?.(personId, entityCode, row) ?? true;
  }

  #disclose(personId: string, entityCode: string, id: string): void {
    const disclosed = this.disclosed.get(personId) ?? new Set();
    disclosed.add(`${entityCode}|${id}`);
    this.disclosed.set(personId, disclosed);
  }

  /** The snapshot of now: everything in the log so far is visible. */
  #token(): SnapshotToken {
    const next = this.log.length;
    return `${next}:${next}:` as SnapshotToken;
  }
}

function inScope(row: Row, scope: Scope): boolean {
  return Object.entries(scope).every(([name, value]) => (row[name] ?? null) === value);
}

function problem(status: number, code: string, detail: string): Problem {
  return { type: `/docs/errors#${code}`, title: code, status, code, detail, requestId: 'fake' };
}

function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const text = body === undefined ? '' : JSON.stringify(body);
  return {
    status,
    headers: { get: (name) => headers[name.toLowerCase()] ?? null },
    json: async () => JSON.parse(text) as unknown,
  };
}
