import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, effect, inject, linkedSignal, untracked } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { SyncStatus } from '@tidemark/sync-client';
import { asyncScheduler, map, throttleTime } from 'rxjs';

import { SyncPanelOpener } from '../panel/sync-panel-opener.ts';
import { SyncIcon } from './sync-icon.ts';
import { syncStatus } from './sync-status.ts';
import { type SyncSummary, syncSummary } from './sync-summary.ts';

/** Announcements follow each other no faster than this: a screen reader must be able to finish. */
const ANNOUNCE_EVERY_MS = 5_000;

/**
 * Says in a few words whether the user's work is safe: *All changes saved · Saving n… · Offline, n waiting ·
 * Updates delayed · Sign in again · n need attention*. A click opens the sync panel.
 */
@Component({
  selector: 'tide-sync-status',
  imports: [SyncIcon],
  template: `
    <button
      type="button"
      class="chip"
      [class]="summary().kind"
      [title]="summary().detail"
      aria-haspopup="dialog"
      (click)="panel.open()"
    >
      <tide-sync-icon [name]="summary().kind" />
      <span class="text">{{ summary().text }}</span>
    </button>
    <span role="status" class="spoken">{{ spoken() }}</span>
  `,
  styleUrl: './sync-status-chip.scss',
})
export class SyncStatusChip {
  protected readonly panel = inject(SyncPanelOpener);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly status = syncStatus();

  protected readonly summary = linkedSignal<SyncStatus, SyncSummary>({
    source: this.status,
    computation: (status, previous) => syncSummary(status, previous?.value),
    equal: (a, b) => a.kind === b.kind && a.text === b.text && a.detail === b.detail,
  });
  /** Follows the summary at reading speed; present from the start, so that the first change is announced too. */
  protected readonly spoken = toSignal(
    toObservable(this.summary).pipe(
      throttleTime(ANNOUNCE_EVERY_MS, asyncScheduler, { leading: false, trailing: true }),
      map((summary) => summary.text),
    ),
    { initialValue: '' },
  );

  constructor() {
    let before = untracked(this.status).refused;
    effect(() => {
      const { refused } = this.status();
      // A refused write is the one thing that may interrupt: the user believes that it was saved.
      if (refused > before)
        void this.announcer.announce('A change could not be saved and needs your attention.', 'assertive');
      before = refused;
    });
  }
}
