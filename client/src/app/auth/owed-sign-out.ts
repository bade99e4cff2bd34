import { DestroyRef, inject, Service } from '@angular/core';

const KEY = 'tidemark.sign-out-owed';

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
    return inTurn(() => this.send(token));
  }

  /** Makes up for what is owed. To be awaited before a sign-in: what is sent after it would end the new session. */
  async settle(): Promise<void> {
    if (this.isOwed()) await inTurn(async () => (this.isOwed() ? this.send() : undefined));
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
    try {
      return localStorage.getItem(KEY) !== null;
    } catch {
      return false; // storage is blocked
    }
  }

  private note(isOwed: boolean): void {
    try {
      if (isOwed) localStorage.setItem(KEY, '1');
      else localStorage.removeItem(KEY);
    } catch {
      // Without storage a sign-out reaches the server at once or not at all.
    }
  }
}

/** One tab after the other. */
async function inTurn(work: () => Promise<void>): Promise<void> {
  await ('locks' in navigator ? navigator.locks.request('tidemark-sign-out', work) : work());
}
