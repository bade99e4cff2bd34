import type { Signal } from '@angular/core';
import type { EntityDefinition } from '@tidemark/entity-model';

/** What `provideSync` must know about the application. */
export interface SyncConfig {
  readonly entities: readonly EntityDefinition[];
  /** Origin of the API; the page's own where absent. */
  readonly apiUrl?: string;
  /**
   * Whose records. When it changes, the former user's engine is closed and the new user's opened; `null` means nobody
   * is signed in. Each user has a store of their own.
   */
  readonly user: Signal<{ readonly id: string } | null>;
  /**
   * The access token for the next request; with `refresh` a new one is fetched first. Resolves to null where the user
   * must sign in again. Rejects where the server cannot be reached, and is then asked again later.
   */
  accessToken(options?: { refresh?: boolean }): Promise<string | null>;
  /** Whether the session waits for a sign-in. When it turns false again, the engine tries at once. */
  readonly needsSignIn?: Signal<boolean>;
  /** Where the "Sign in again" of the status chip and the panel leads. */
  signIn?(): void;
  /** Opens a record's page to correct a refused write; the panel's "Edit" calls it. */
  openRecord?(entityCode: string, id: string, mutationId: string): void;
  /** A field's value as people read it. May read signals. Plain text or JSON where absent or undefined. */
  formatValue?(entityCode: string, field: string, value: unknown): string | undefined;
  /** Called after another tab signed this user out and the local data was wiped. */
  signedOutElsewhere?(): void;
}
