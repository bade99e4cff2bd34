import type { EntityDefinition } from '@tidemark/entity-model';
import type { RxStorage } from 'rxdb/plugins/core';
import type { Observable } from 'rxjs';

import type { Clock } from '../ports/clock.ts';
import type { NoteStore } from '../ports/note-store.ts';
import type { Presence } from '../ports/presence.ts';
import type { TabHub } from '../ports/tab-bus.ts';
import type { Transport } from '../ports/transport.ts';
import type { FieldValues } from '../store/mutation.ts';
import type { StoreFactory } from '../store/store-factory.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { RecordSet } from './record-set.ts';
import type { SyncStatus } from './sync-status.ts';
import type { Tuning } from './tuning.ts';

export interface SyncEngineOptions {
  /** Whose records; another user never sees this user's store. */
  readonly user: { readonly id: string };
  readonly entities: readonly EntityDefinition[];
  /** Origin of the API, such as `https://api.example.com`; `''` for the page's own. */
  readonly apiUrl: string;
  /** The access token; with `refresh` a new one is fetched first. `null` where the user has to sign in. */
  accessToken(options?: { refresh?: boolean }): Promise<string | null>;
  /** Dexie (IndexedDB) unless told. */
  readonly storage?: RxStorage<unknown, unknown>;
  /** Takes the place of RxDB; for simulations. */
  readonly stores?: StoreFactory;
  readonly notes?: NoteStore;
  readonly transport?: Transport;
  readonly clock?: Clock;
  /** 0 <= n < 1. */
  readonly random?: () => number;
  readonly presence?: Presence;
  readonly tabs?: TabHub;
  readonly tuning?: Partial<Tuning>;
  /** Takes the `[Sync]` lines; the console unless told. */
  readonly log?: (line: string) => void;
}

/**
 * Whose value wins: one side for the whole write, or one for each contested field, where fields not named are `theirs`.
 * What nobody else changed stays `mine` in any case.
 * A DELETE has no fields: it happens only by `mine`.
 */
export type ConflictChoice = 'mine' | 'theirs' | Readonly<Record<string, 'mine' | 'theirs'>>;

/** The local store of one user and the machinery that keeps it equal to the server. */
export interface SyncEngine {
  records<E extends EntityDefinition>(entity: E): RecordSet<E>;
  /** Emits the present status on subscription; never errors. */
  readonly status$: Observable<SyncStatus>;
  /** Everything unsent or refused, oldest first. */
  readonly outbox$: Observable<readonly OutboxEntry[]>;
  /** Queues a refused write again, on the record as it is now, with corrected fields where given. */
  retry(mutationId: string, fields?: FieldValues): Promise<void>;
  /** Drops an unsent or refused write for good. */
  discard(mutationId: string): Promise<void>;
  /** Decides a conflict. Where nothing is `mine` the write is dropped, and the record stays as the others made it. */
  resolveConflict(mutationId: string, choice: ConflictChoice): Promise<void>;
  /**
   * Wipes this user's store in this browser and tells the other tabs. Where writes are unsent or refused nothing is
   * done and `{ unsent }` is their number, unless `force`. The engine is closed afterwards.
   */
  signOut(options?: { force?: boolean }): Promise<{ unsent: number } | void>;
  /** Emits once, when another tab signed this user out; this engine is then closed and its store wiped. */
  readonly signedOut$: Observable<void>;
  /** Tells the engine that the user has signed in again, after `needs-auth`. */
  authChanged(): void;
  close(): Promise<void>;
}
