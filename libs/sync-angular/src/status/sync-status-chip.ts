import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, computed, effect, inject, untracked } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { asyncScheduler, map, throttleTime } from 'rxjs';

import { injectSync } from '../inject-sync.ts';
import { SyncPanelOpener } from '../panel/sync-panel-opener.ts';
import { SyncIcon } from './sync-icon.ts';
import { syncSummary } from './sync-summary.ts';

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
  private readonly sync = injectSync();

  protected readonly summary = computed(() => syncSummary(this.sync.status(), { offline: this.sync.offline() }), {
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
    let before = untracked(this.sync.status).refused;
    effect(() => {
      const { refused } = this.sync.status();
      // A refused write is the one thing that may interrupt: the user believes that it was saved.
      if (refused > before)
        void this.announcer.announce('A change could not be saved and needs your attention.', 'assertive');
      before = refused;
    });
  }
}
