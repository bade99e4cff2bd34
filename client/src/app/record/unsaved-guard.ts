import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';

import { AuthSession } from '../auth/auth-session.ts';
import { UnsavedText } from './unsaved-text.ts';

/**
 * Asks before a page is left on which something was typed and not saved. Once nobody is signed in any more there is
 * nothing to stay for: the data is gone, and signing out has asked.
 */
export const unsavedGuard: CanDeactivateFn<unknown> = () =>
  inject(AuthSession).user() === null || inject(UnsavedText).mayBeDropped();
