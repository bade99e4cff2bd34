import { DestroyRef, inject, Service } from '@angular/core';

import { UnsavedText } from '../record/unsaved-text.ts';

const CHANNEL = 'tidemark.unsaved';
/** A tab that holds unsaved text says so within this time; one that the browser has put to sleep does not. */
const ANSWER_MS = 200;

type Message = 'anything unsaved?' | 'yes';

/** Whether typed text is unsaved in other tabs, which a sign-out here takes along; answers the same for this tab. */
@Service()
export class UnsavedElsewhere {
  private readonly typed = inject(UnsavedText);
  private readonly channel = new BroadcastChannel(CHANNEL);
  private heard?: () => void;

  constructor() {
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data === 'yes') this.heard?.();
      else if (this.typed.isAnywhere()) this.send('yes');
    };
    inject(DestroyRef).onDestroy(() => this.channel.close());
  }

  isAnywhere(): Promise<boolean> {
    return new Promise((resolve) => {
      this.heard = () => resolve(true);
      setTimeout(() => resolve(false), ANSWER_MS);
      this.send('anything unsaved?');
    });
  }

  private send(message: Message): void {
    this.channel.postMessage(message);
  }
}
