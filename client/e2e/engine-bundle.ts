import { Employee, Project, Task } from '@tidemark/entities';
import { createSyncEngine, type OutboxEntry, type SyncEngine, type SyncStatus } from '@tidemark/sync-client';

/** What a list of projects shows of one row. */
export interface ShownRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly base: Readonly<Record<string, unknown>> | null;
}

/** The engine without any user interface, for tests that kill, freeze and flood it. Runs in the page. */
export class EngineHarness {
  status: SyncStatus | undefined;
  rows: readonly ShownRow[] = [];
  outbox: readonly OutboxEntry[] = [];
  isSignedOut = false;
  /** Versions that went back, and streams that failed: must stay empty. */
  readonly faults: string[] = [];
  #engine: SyncEngine | undefined;
  #token = '';
  readonly #versions = new Map<string, number>();

  /** Signs in and opens the store. `entities`: `more` opens it as a release with one entity more would. */
  async open(
    username: string,
    { userId, entities = 'usual' }: { userId?: string; entities?: 'usual' | 'more' } = {},
  ): Promise<string> {
    const id = userId ?? (await this.#signIn(username));
    const engine = await createSyncEngine({
      user: { id },
      entities: entities === 'more' ? [Project, Task, Employee] : [Project, Task],
      apiUrl: '',
      accessToken: async (options) => {
        if (this.#token === '' || options?.refresh) await this.#signIn(username);
        return this.#token;
      },
    });
    this.#engine = engine;
    const fault = (error: unknown): void => void this.faults.push(`a stream failed: ${String(error)}`);
    engine.status$.subscribe({ next: (status) => (this.status = status), error: fault });
    engine.outbox$.subscribe({ next: (outbox) => (this.outbox = outbox), error: fault });
    engine.signedOut$.subscribe(() => (this.isSignedOut = true));
    return id;
  }

  /** Shows all projects, by name. */
  show(): void {
    this.#need()
      .records(Project)
      .find({ orderBy: 'name', limit: 200 })
      .rows$.subscribe((rows) => {
        this.rows = rows.map(({ row, base }) => ({
          id: row.id,
          name: row.name,
          version: base?.version ?? 0,
          base: base ? { ...base } : null,
        }));
        for (const { id, version } of this.rows) {
          const highest = this.#versions.get(id) ?? 0;
          if (version !== 0 && version < highest) this.faults.push(`${id} went back from ${highest} to ${version}`);
          this.#versions.set(id, Math.max(version, highest));
        }
      });
  }

  /** Resolves when the local store has accepted the write. */
  async patch(id: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#need().records(Project).patch(id, fields);
  }

  async discardAll(): Promise<void> {
    for (const { mutationId, state } of this.outbox) if (state !== 'pending') await this.#need().discard(mutationId);
  }

  signOut(force: boolean): Promise<{ unsent: number } | void> {
    return this.#need().signOut({ force });
  }

  async close(): Promise<void> {
    await this.#engine?.close();
  }

  async #signIn(username: string): Promise<string> {
    const answer = await fetch('/api/v1/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'tidemark' }),
    });
    const { accessToken, user } = (await answer.json()) as { accessToken: string; user: { id: string } };
    this.#token = accessToken;
    return user.id;
  }

  #need(): SyncEngine {
    if (!this.#engine) throw new Error('open the engine first');
    return this.#engine;
  }
}

Object.assign(globalThis, { harness: new EngineHarness() });
