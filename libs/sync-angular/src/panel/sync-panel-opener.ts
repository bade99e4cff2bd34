import { inject, Service } from '@angular/core';
import { MatDialog, type MatDialogRef } from '@angular/material/dialog';

/** Opens the sync panel as a sheet at the right edge; loads its code when it is first wanted. */
@Service()
export class SyncPanelOpener {
  private readonly dialog = inject(MatDialog);
  private opened?: MatDialogRef<unknown>;

  async open(): Promise<void> {
    const { SyncPanel } = await import('./sync-panel.ts');
    if (this.opened) return;
    this.opened = this.dialog.open(SyncPanel, {
      position: { top: '0', right: '0' },
      width: 'min(28rem, 100vw)',
      maxWidth: '100vw',
      height: '100dvh',
      maxHeight: '100dvh',
      panelClass: 'tide-sync-sheet',
      ariaLabelledBy: 'tide-sync-title',
      autoFocus: 'dialog',
    });
    this.opened.afterClosed().subscribe(() => (this.opened = undefined));
  }

  close(): void {
    this.opened?.close();
  }
}
