import { inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { CanDeactivateFn } from '@angular/router';
import { firstValueFrom } from 'rxjs';

import { Confirm, type ConfirmOptions } from '../display/confirm.ts';

/** A page on which something may have been typed that is not stored yet. */
export interface MayHoldUnsaved {
  unsaved(): boolean;
}

/** Asks before a page is left on which something was typed and not saved: that text is nowhere else. */
export const unsavedGuard: CanDeactivateFn<MayHoldUnsaved> = async (page) => {
  if (!page.unsaved()) return true;
  const dialog = inject(MatDialog).open<Confirm, ConfirmOptions, boolean>(Confirm, {
    data: {
      heading: 'Leave without saving?',
      text: 'What you typed here has not been saved. Leaving the page drops it.',
      action: 'Leave and drop it',
      cancel: 'Stay here',
    },
  });
  return (await firstValueFrom(dialog.afterClosed())) === true;
};
