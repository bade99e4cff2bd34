import { DestroyRef, inject, Service } from '@angular/core';

import { injectConfirm } from '../display/confirm.ts';

/** A page on which something may have been typed that is not stored yet. */
export interface MayHoldUnsaved {
  unsaved(): boolean;
}

/** Guards text that is nowhere but on the page in front of the person: asks before it is dropped. */
@Service()
export class UnsavedText {
  private readonly confirm = injectConfirm();
  private readonly pages = new Set<MayHoldUnsaved>();

  constructor() {
    const ask = (event: BeforeUnloadEvent) => {
      if (this.isAnywhere()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    inject(DestroyRef).onDestroy(() => removeEventListener('beforeunload', ask));
  }

  /** Guards a page until the calling injection context ends. */
  guard(page: MayHoldUnsaved, destroyRef = inject(DestroyRef)): void {
    this.pages.add(page);
    destroyRef.onDestroy(() => this.pages.delete(page));
  }

  /** Whether the page may be left: nothing is unsaved, or the person agrees to lose it. */
  async mayBeDropped(): Promise<boolean> {
    if (!this.isAnywhere()) return true;
    return this.confirm({
      heading: 'Leave without saving?',
      text: 'What you typed here has not been saved. Leaving the page drops it.',
      action: 'Leave and drop it',
      cancel: 'Stay here',
    });
  }

  isAnywhere(): boolean {
    return [...this.pages].some((page) => page.unsaved());
  }
}
