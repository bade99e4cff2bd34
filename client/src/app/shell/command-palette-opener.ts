import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';

/** Opens the command palette; loads its code when it is first wanted. */
@Service()
export class CommandPaletteOpener {
  private readonly dialog = inject(MatDialog);
  private isOpen = false;

  async open(): Promise<void> {
    if (this.isOpen) return;
    this.isOpen = true;
    const { CommandPalette } = await import('./command-palette.ts');
    this.dialog
      .open(CommandPalette, {
        width: 'min(36rem, 94vw)',
        maxWidth: '94vw',
        position: { top: '12vh' },
        ariaLabel: 'Jump to',
        // The dialog takes the focus once it has faded in: letters typed until then would be lost.
        enterAnimationDuration: 0,
      })
      .afterClosed()
      .subscribe(() => (this.isOpen = false));
  }
}
