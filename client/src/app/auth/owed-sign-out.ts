import { DestroyRef, inject, Service } from '@angular/core';
import { browserNotes } from '@tidemark/sync-client';

import { inTurn } from './in-turn.ts';

const KEY = 'tidemark.sign-out-owed';
const LOCK = 'tidemark-sign-out';

/**
 * Ends sessions on the server. Where it is out of reach, that stays owed (in this browser, for all tabs) until the next
 * contact: the cookie, which no script can delete, would open the session again.
 */
@Service()
export class OwedSignOut {
  constructor() {
    const settle = () => void this.settle();
    addEventListener('online', settle);
    inject(DestroyRef).onDestroy(() => removeEventListener('online', settle));
    settle();
  }

  /** Ends the session of the token, or of the cookie where there is no token: now, or at the next contact. */
  start(token: string | undefined): Promise<void> {
    this.note(true);
    return inTurn(LOCK, () => this.send(token));
  }

  /** Makes up for what is owed. To be awaited before a sign-in: what is sent after it would end the new session. */
  async settle(): Promise<void> {
    if (this.isOwed()) await inTurn(LOCK, async () => (this.isOwed() ? this.send() : undefined));
  }

  /** A new sign-in has taken the place of the former session's cookie. */
  forget(): void {
    this.note(false);
  }

  private async send(token?: string): Promise<void> {
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
    const request = { method: 'POST', credentials: 'same-origin', headers } as const;
    const response = await fetch('/api/v1/auth/logout', request).catch(() => undefined);
    if (response?.ok) this.note(false);
  }

  private isOwed(): boolean {
    return browserNotes.get(KEY) !== null;
  }

  /** Where the browser keeps nothing, a sign-out reaches the server at once or not at all. */
  private note(isOwed: boolean): void {
    browserNotes.set(KEY, isOwed ? '1' : null);
  }
}
