import { afterNextRender, inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';

import { Shortcuts } from './shortcuts.ts';

const load = () => import('./command-palette.ts');

/** Opens the command palette. Its code comes when the first page is done and the browser idle, or when it is wanted. */
@Service()
export class CommandPaletteOpener {
  private readonly dialog = inject(MatDialog);
  private readonly shortcuts = inject(Shortcuts);
  private isOpen = false;

  constructor() {
    // Where it cannot be had now, the first use asks for it again. Safari has no idle callback.
    const loadAhead = () => void load().catch(() => undefined);
    afterNextRender(() =>
      'requestIdleCallback' in globalThis ? requestIdleCallback(loadAhead) : setTimeout(loadAhead),
    );
  }

  async open(): Promise<void> {
    if (this.isOpen) return;
    this.isOpen = true;
    try {
      const { CommandPalette } = await this.shortcuts.holdDuring(load());
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
    } catch (error) {
      this.isOpen = false;
      throw error;
    }
  }
}
