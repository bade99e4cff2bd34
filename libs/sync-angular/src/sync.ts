import { computed, inject, Injectable, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { EntityDefinition, EntityInput, EntityPatch } from '@tidemark/entity-model';
import type { ConflictChoice, FieldValues, OutboxEntry, SyncStatus, WriteOutcome } from '@tidemark/sync-client';
import { of, scan, switchMap } from 'rxjs';

import { SyncHost } from './internal/sync-host.ts';
import { isOffline } from './status/is-offline.ts';

/** While no engine is open: nobody is signed in, the store is being opened, or this is a server. */
const CLOSED: SyncStatus = {
  state: 'idle',
  transport: 'websocket',
  pending: 0,
  refused: 0,
  conflicts: 0,
  synced: false,
  late: false,
  leading: false,
};

/**
 * Writing, the outbox and the state of synchronisation. Get it with `injectSync()`.
 * Writes resolve as soon as they are in the local store, online or not; the server's answer shows in `outbox`.
 */
@Injectable()
export class Sync {
  private readonly host = inject(SyncHost);
  private readonly status$ = this.host.engine$.pipe(switchMap((engine) => engine?.status$ ?? of(CLOSED)));

  /** What a person needs to know about synchronisation, the same in every tab. */
  readonly status: Signal<SyncStatus> = this.watchStatus();
  /** Whether the server is out of reach; attempts to reconnect do not count as reaching it. */
  readonly offline: Signal<boolean> = toSignal(
    this.status$.pipe(scan((wasOffline, status) => isOffline(status, { wasOffline }), false)),
    { initialValue: false },
  );
  /** Every unsent or refused write, oldest first. */
  readonly outbox: Signal<readonly OutboxEntry[]> = toSignal(
    this.host.engine$.pipe(switchMap((engine) => engine?.outbox$ ?? of([]))),
    { initialValue: [] },
  );
  /** Whether the local store of the signed-in user is open. */
  readonly isOpen = computed(() => this.host.engine() !== undefined);

  /** Resolves to the new record's id. Rejects where the local store cannot take it. */
  async create<E extends EntityDefinition>(entity: E, input: EntityInput<E>): Promise<string> {
    return (await this.host.whenOpen()).records(entity).create(input);
  }

  /** Rejects where the record is not in the local store. */
  async patch<E extends EntityDefinition>(entity: E, id: string, fields: EntityPatch<E>): Promise<string> {
    return (await this.host.whenOpen()).records(entity).patch(id, fields);
  }

  async remove<E extends EntityDefinition>(entity: E, id: string): Promise<string> {
    return (await this.host.whenOpen()).records(entity).remove(id);
  }

  /**
   * What becomes of the record's writes that wait now: `saved` and `refused` are the server's word, `pending` means that
   * it has not answered within `patienceMs`.
   */
  async outcome(entity: EntityDefinition, id: string, patienceMs: number): Promise<WriteOutcome> {
    return (await this.host.whenOpen()).records(entity).outcome(id, patienceMs);
  }

  /** Queues a refused write again, with corrected fields where given. */
  async retry(mutationId: string, fields?: FieldValues): Promise<void> {
    await (await this.host.whenOpen()).retry(mutationId, fields);
  }

  /** Drops an unsent or refused write for good. */
  async discard(mutationId: string): Promise<void> {
    await (await this.host.whenOpen()).discard(mutationId);
  }

  /** Decides a conflict: by field, where fields not named are `theirs`, or by one side as a whole, as for a DELETE. */
  async resolveConflict(mutationId: string, choice: ConflictChoice): Promise<void> {
    await (await this.host.whenOpen()).resolveConflict(mutationId, choice);
  }

  /**
   * Wipes the user's data in this browser. Where writes are unsent nothing is done and their number returned, unless
   * `force`. Resolves to 0 once the data is gone; then end the session (`config.user` becomes null).
   */
  async signOut({ force = false }: { force?: boolean } = {}): Promise<number> {
    const engine = this.host.engine();
    if (!engine) return 0;
    const kept = await engine.signOut({ force });
    if (kept) return kept.unsent;
    this.host.drop(engine);
    return 0;
  }

  private watchStatus(): Signal<SyncStatus> {
    const reported = toSignal(this.status$, { initialValue: CLOSED });
    return computed(() => {
      const failure = this.host.openFailure();
      if (!failure) return reported();
      return { ...CLOSED, state: 'stopped', error: { code: 'STORAGE_FAILED', message: failure.message } };
    });
  }
}
