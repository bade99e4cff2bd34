import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { OutboxEntry } from '@tidemark/sync-client';

/** Opens the dialog that decides a conflict; loads its code when it is first wanted. */
@Service()
export class SyncConflictOpener {
  private readonly dialog = inject(MatDialog);

  /** `entry` is in the state `conflict`. */
  async open(entry: OutboxEntry): Promise<void> {
    const { SyncConflict } = await import('./sync-conflict.ts');
    this.dialog.open(SyncConflict, {
      data: entry,
      width: 'min(60rem, 96vw)',
      maxWidth: '96vw',
      ariaLabelledBy: 'tide-conflict-title',
    });
  }
}
