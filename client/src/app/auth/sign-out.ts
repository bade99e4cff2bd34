import { inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { injectSync } from '@tidemark/sync-angular';

import { injectConfirm } from '../display/confirm.ts';
import { UnsavedText } from '../record/unsaved-text.ts';
import { AuthSession } from './auth-session.ts';
import { UnsavedElsewhere } from './unsaved-elsewhere.ts';

/** Signs out: local data is wiped first; where text is unsaved, in any tab, or writes are unsent, only after a question. */
@Service()
export class SignOut {
  private readonly sync = injectSync();
  private readonly session = inject(AuthSession);
  private readonly confirm = injectConfirm();
  private readonly router = inject(Router);
  private readonly typed = inject(UnsavedText);
  private readonly elsewhere = inject(UnsavedElsewhere);

  async start(): Promise<void> {
    // Asked before anything is wiped: whoever stays must find everything as it was.
    if (!(await this.typed.mayBeDropped())) return;
    if ((await this.elsewhere.isAnywhere()) && !(await this.agreesToDropElsewhere())) return;
    const unsent = await this.sync.signOut();
    if (unsent > 0) {
      if (!(await this.agreesToLose(unsent))) return;
      await this.sync.signOut({ force: true });
    }
    await this.session.signOut();
    await this.router.navigateByUrl('/sign-in');
  }

  private agreesToDropElsewhere(): Promise<boolean> {
    return this.confirm({
      heading: 'Sign out and drop what you typed?',
      text: 'In another tab you typed something that has not been saved. Signing out ends that tab, too, and drops it.',
      action: 'Sign out and drop it',
      cancel: 'Stay signed in',
    });
  }

  private agreesToLose(unsent: number): Promise<boolean> {
    const changes = unsent === 1 ? '1 change' : `${unsent} changes`;
    return this.confirm({
      heading: 'Sign out and lose unsent changes?',
      text: `${changes} of yours ${unsent === 1 ? 'has' : 'have'} not reached the server. Signing out removes your data from this browser, and ${unsent === 1 ? 'it' : 'they'} would be lost.`,
      action: `Sign out and lose ${changes}`,
      cancel: 'Stay signed in',
    });
  }
}
