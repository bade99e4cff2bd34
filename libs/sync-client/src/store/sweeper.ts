import type { NoteStore } from '../ports/note-store.ts';
import type { StoreFactory } from './store-factory.ts';

/** Names the databases that are to be gone; outlives a crash in the middle of a sign-out. */
const NOTE = 'tidemark.sweep';

/** Removes databases for good: what cannot be finished now is finished at the next start, whoever signs in then. */
export class Sweeper {
  readonly #stores: StoreFactory;
  readonly #notes: NoteStore;

  constructor(stores: StoreFactory, notes: NoteStore) {
    this.#stores = stores;
    this.#notes = notes;
  }

  /** Notes that a database has to go, before anything else is done about it. */
  condemn(name: string): void {
    this.#write([...new Set([...this.#read(), name])]);
  }

  /** Removes every condemned database; those that are still there afterwards stay noted. */
  async sweep(): Promise<void> {
    for (const name of this.#read()) {
      const isGone = await this.#stores.remove(name).catch(() => false);
      if (isGone) this.#write(this.#read().filter((other) => other !== name));
    }
  }

  #read(): readonly string[] {
    try {
      const names: unknown = JSON.parse(this.#notes.get(NOTE) ?? '[]');
      return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
    } catch {
      return [];
    }
  }

  #write(names: readonly string[]): void {
    this.#notes.set(NOTE, names.length === 0 ? null : JSON.stringify(names));
  }
}
