import { Component, computed, input } from '@angular/core';
import type { Mutation, RefusedMutation } from '@tidemark/sync-client';

import { SyncIcon } from '../status/sync-icon.ts';

/** Whether a record has unsent or refused writes, as small labels; shows nothing when all is saved. */
@Component({
  selector: 'tide-record-badges',
  imports: [SyncIcon],
  template: `
    @if (refused().length) {
      <span class="badge refused" title="A change to this record could not be saved"
        ><tide-sync-icon name="attention" />{{ compact() ? '' : 'Needs attention'
        }}<span class="unseen">{{ compact() ? 'Needs attention' : '' }}</span></span
      >
    }
    @if (pending().length) {
      <span class="badge pending" [title]="unsent()"
        ><tide-sync-icon name="saving" />{{ compact() ? '' : 'Not sent yet'
        }}<span class="unseen">{{ compact() ? 'Not sent yet' : '' }}</span></span
      >
    }
  `,
  styleUrl: './record-badges.scss',
})
export class RecordBadges {
  readonly pending = input.required<readonly Mutation[]>();
  readonly refused = input.required<readonly RefusedMutation[]>();
  /** Whether only the icons are seen, as in a dense list; the words are still there for screen readers. */
  readonly compact = input(false);

  protected readonly unsent = computed(() => {
    const count = this.pending().length;
    return `${count} ${count === 1 ? 'change is' : 'changes are'} kept in this browser and not sent yet`;
  });
}
