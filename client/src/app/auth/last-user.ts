import { DestroyRef, inject, Service } from '@angular/core';
import { type User, userSchema } from '@tidemark/protocol';
import { browserNotes } from '@tidemark/sync-client';

const KEY = 'tidemark.last-user';

/** Remembers who was signed in (id, name, role; never a token), for a start without the network and for other tabs. */
@Service()
export class LastUser {
  private readonly destroyRef = inject(DestroyRef);

  read(): User | null {
    try {
      const stored = userSchema.safeParse(JSON.parse(browserNotes.get(KEY) ?? 'null'));
      return stored.success ? stored.data : null;
    } catch {
      return null; // was edited by hand
    }
  }

  /** Where the browser keeps nothing, the next start needs the network; nothing else changes. */
  write(user: User): void {
    // The time makes each sign-in another text: only a change is told to the other tabs.
    browserNotes.set(KEY, JSON.stringify({ ...user, signedInAt: Date.now() }));
  }

  forget(): void {
    browserNotes.set(KEY, null);
  }

  /** Calls back when another tab has signed in or out. */
  changes(callback: (user: User | null) => void): void {
    const listen = (event: StorageEvent) => {
      if (event.key === KEY || event.key === null) callback(this.read());
    };
    window.addEventListener('storage', listen);
    this.destroyRef.onDestroy(() => window.removeEventListener('storage', listen));
  }
}
