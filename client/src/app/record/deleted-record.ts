import { Component, computed, inject, input, linkedSignal, resource } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { EntityDefinition } from '@tidemark/entity-model';
import { injectRecords } from '@tidemark/sync-angular';

import { Api } from '../api/api.ts';
import { AuthSession } from '../auth/auth-session.ts';
import { TimeAgo } from '../display/time-ago.ts';
import { type HistoryEntry, historyPageSchema } from './history-page.ts';

/** For administrators: who deleted a missing record, and the way back. Nothing for others, or where it never was. */
@Component({
  selector: 'app-deleted-record',
  imports: [MatButtonModule, TimeAgo],
  template: `
    @if (deletion(); as it) {
      <p>Deleted by {{ it.actor?.name || it.actor?.username || 'the system' }} <app-time-ago [value]="it.at" />.</p>
      <button matButton="filled" type="button" [disabled]="attempt().isUnderWay" (click)="restore()">
        Restore {{ entity().label.toLowerCase() }}
      </button>
      <p role="alert">{{ attempt().refusal }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      flex-basis: 100%;
    }
    :host:empty,
    p:empty {
      display: none;
    }
    button {
      margin-block: 0.75rem;
    }
  `,
})
export class DeletedRecord {
  private readonly api = inject(Api);
  private readonly session = inject(AuthSession);
  private readonly snackBar = inject(MatSnackBar);

  readonly entity = input.required<EntityDefinition>();
  readonly id = input.required<string>();

  private readonly path = computed(() => `/api/v1/${this.entity().code}/${this.id()}`);
  private readonly history = resource({
    params: () => (this.session.user()?.role === 'admin' ? this.path() : undefined),
    loader: async ({ params, abortSignal }) =>
      historyPageSchema.parse(await this.api.get(`${params}/history?limit=1`, abortSignal)),
  });
  /** The record's newest change, where that is its deletion. */
  readonly deletion = computed<HistoryEntry | undefined>(() => {
    const newest = this.history.hasValue() ? this.history.value().items[0] : undefined;
    return newest?.action === 'DELETE' ? newest : undefined;
  });
  /** It stays under way after the server's yes, until the record is there. */
  protected readonly attempt = linkedSignal({
    source: this.path,
    computation: () => ({ isUnderWay: false, refusal: '' }),
  });

  constructor() {
    // The server takes no subscription to a record that is not there. The list of its kind tells when it is again,
    // whoever restores it.
    injectRecords(
      () => this.entity(),
      () => (this.deletion() ? { orderBy: '-updatedTs', limit: 1 } : undefined),
    );
  }

  protected async restore(): Promise<void> {
    const [path, label] = [this.path(), this.entity().label];
    this.attempt.set({ isUnderWay: true, refusal: '' });
    try {
      await this.api.post(`${path}/restore`);
      this.snackBar.open(`${label} restored`, undefined, { duration: 3_000 });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (path === this.path()) this.attempt.set({ isUnderWay: false, refusal: `Not restored: ${reason}` });
    }
  }
}
