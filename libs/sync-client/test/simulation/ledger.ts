import type { Mutation } from '../../src/store/mutation.ts';
import type { FakeServer, MemoryStores } from '../../src/testing/index.ts';

/**
 * Remembers every write that a local store accepted, and holds the engine to its promise: each is waiting, or applied
 * exactly once, or shown as refused, unless the user gave it up.
 */
export class Ledger {
  readonly violations: string[] = [];
  /** Mutations that the user discarded, edited away, or lost by signing out against the warning. */
  readonly givenUp = new Set<string>();
  #isSettling = false;
  readonly #waiting = new Map<string, Set<string>>();
  readonly #server: FakeServer;
  readonly #stores: MemoryStores;
  readonly #watched = new Set<string>();
  /** Each mutation as it was when it was accepted, with the version that its user had really seen as `baseVersion`. */
  readonly #accepted = new Map<string, Mutation>();
  #checkedLog = 0;

  constructor(server: FakeServer, stores: MemoryStores) {
    this.#server = server;
    this.#stores = stores;
  }

  /** Starts to watch databases that were opened since the last call. */
  watch(): void {
    for (const [name, database] of this.#stores.databases) {
      if (this.#watched.has(name)) continue;
      this.#watched.add(name);
      database.changes$.subscribe(() => this.#look(name));
    }
  }

  /**
   * No silent overwrite: what a write changed had not been changed by somebody else since the version that its user
   * saw. Looks at what was applied since the last call.
   */
  checkOverwrites(): void {
    const { log } = this.#server;
    for (const change of log.slice(this.#checkedLog)) {
      const mutation = change.mutationId === undefined ? undefined : this.#accepted.get(change.mutationId);
      if (mutation?.action !== 'UPDATE' || mutation.baseVersion === 0) continue;
      const between = log.filter(
        ({ entityCode, id, version, mutationId }) =>
          entityCode === change.entityCode &&
          id === change.id &&
          version > mutation.baseVersion &&
          version < change.version &&
          mutationId === undefined,
      );
      for (const { before, after, version } of between) {
        const lost = Object.keys(mutation.fields).filter(
          (name) =>
            before?.[name] !== after?.[name] &&
            // Changed and changed back: what the write replaced is what its user saw.
            change.before?.[name] !== mutation.seen[name],
        );
        if (lost.length > 0) {
          this.violations.push(
            `write ${mutation.mutationId} on version ${mutation.baseVersion} undid ${lost.join()} of version ${version} unseen`,
          );
        }
      }
    }
    this.#checkedLog = log.length;
  }

  /** Whether somebody else changed what a write names since the version that its user saw. */
  isConflicting(key: string, { mutationId, action, fields, baseVersion }: Mutation): boolean {
    const since = this.#accepted.get(mutationId)?.baseVersion ?? baseVersion;
    return this.#server.log.some(({ entityCode, id, version, before, after, mutationId: by }) => {
      if (`${entityCode}|${id}` !== key || version <= since) return false;
      if (by !== undefined && !this.givenUp.has(by)) return false;
      return action === 'DELETE' || Object.keys(fields).some((name) => before?.[name] !== after?.[name]);
    });
  }

  /** The user settles a conflict, with what somebody else wrote in front of them. */
  async settling(decision: () => Promise<void>): Promise<void> {
    this.#isSettling = true;
    await decision().finally(() => (this.#isSettling = false));
  }

  /** Gives up what waits in a database whose user signed out knowingly; some of it may be on its way all the same. */
  forget(): void {
    for (const waiting of this.#waiting.values()) {
      for (const mutationId of waiting) this.givenUp.add(mutationId);
      waiting.clear();
    }
  }

  #look(name: string): void {
    const present = new Set<string>();
    const refused = new Set<string>();
    for (const record of this.#stores.databases.get(name)?.documents.values() ?? []) {
      for (const mutation of record.pending) {
        present.add(mutation.mutationId);
        if (!this.#accepted.has(mutation.mutationId)) {
          const baseVersion = this.#isSettling ? mutation.baseVersion : this.#seenVersion(mutation, record.pending);
          this.#accepted.set(mutation.mutationId, { ...mutation, baseVersion });
        }
      }
      for (const { mutationId } of record.refused) refused.add(mutationId);
    }
    for (const mutationId of this.#waiting.get(name) ?? []) {
      if (present.has(mutationId) || refused.has(mutationId) || this.givenUp.has(mutationId)) continue;
      // A DELETE of what the user cannot see (any more) has what it wanted; the two cases are not told apart.
      if (this.#accepted.get(mutationId)?.action === 'DELETE' && this.#server.answers.get(mutationId) === 404) continue;
      if (this.#server.effects.get(mutationId) !== 1)
        this.violations.push(`I3: write ${mutationId} is neither waiting, applied nor refused`);
    }
    this.#waiting.set(name, present);
  }

  /** The user's own waiting edits of a field hide what somebody else made of it since. */
  #seenVersion({ mutationId, fields, baseVersion }: Mutation, pending: readonly Mutation[]): number {
    const covering = pending
      .slice(
        0,
        pending.findIndex((other) => other.mutationId === mutationId),
      )
      .filter((other) => Object.keys(other.fields).some((name) => name in fields));
    const versions = covering.map((other) => this.#accepted.get(other.mutationId)?.baseVersion ?? other.baseVersion);
    return Math.min(baseVersion, ...versions);
  }
}
