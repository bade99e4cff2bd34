import { computed, inject, Service, signal } from '@angular/core';
import { type SessionResponse, sessionSchema, type User } from '@tidemark/protocol';

import { inTurn } from './in-turn.ts';
import { LastUser } from './last-user.ts';
import { OwedSignOut } from './owed-sign-out.ts';
import { SignInError } from './sign-in-error.ts';

/** An access token is renewed this long before it ends, so that no request leaves with one about to expire. */
const RENEW_BEFORE_MS = 30_000;

interface HeldToken {
  readonly value: string;
  readonly expiresAtMs: number;
}

/**
 * Who is signed in. The access token lives in memory only; the refresh token in an httpOnly cookie that scripts
 * cannot read. The last user (not a token) is remembered, so that the local data opens without the network.
 */
@Service()
export class AuthSession {
  private readonly lastUser = inject(LastUser);
  private readonly owed = inject(OwedSignOut);
  private token?: HeldToken;
  private renewal?: Promise<string | null>;
  private readonly currentUser = signal<User | null>(this.lastUser.read(), { equal: isSame });
  private readonly mustSignIn = signal(false);

  /** The person whose data is shown; null on the sign-in page. */
  readonly user = this.currentUser.asReadonly();
  /** Whether the server no longer accepts the session: local data stays open, nothing is sent until the next sign-in. */
  readonly needsSignIn = computed(() => this.currentUser() !== null && this.mustSignIn());

  constructor() {
    // Another tab signed out, or signed in as somebody else.
    this.lastUser.changes((user) => this.follow(user));
  }

  /** Signs in with a password. Rejects with a SignInError whose message can be shown as it is. */
  async signIn(username: string, password: string): Promise<void> {
    await this.owed.settle();
    let response: Response;
    try {
      response = await fetch('/api/v1/auth/login', {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      });
    } catch {
      throw new SignInError('The server cannot be reached. Check your connection and try again.');
    }
    if (!response.ok) throw await SignInError.from(response);
    this.owed.forget();
    this.accept(sessionSchema.parse(await response.json()));
  }

  /**
   * The token for the next request, renewed where needed. Resolves to null when the person must sign in again;
   * rejects when the server cannot be reached, which says nothing about the session.
   */
  async accessToken({ refresh = false }: { refresh?: boolean } = {}): Promise<string | null> {
    const held = this.token;
    if (held && !refresh && held.expiresAtMs - Date.now() > RENEW_BEFORE_MS) return held.value;
    // Not even asked while a sign-in is due: the answer is known, and each attempt would count as a failed one.
    if (this.mustSignIn()) return null;
    this.renewal ??= this.renew(held).finally(() => (this.renewal = undefined));
    return this.renewal;
  }

  /** Ends the session here, and on the server as soon as that can be reached. */
  async signOut(): Promise<void> {
    const token = this.token?.value;
    this.forget();
    await this.owed.start(token);
  }

  /** Another tab has ended the session: a sign-out from here, too, might come late and end the next one. */
  forget(): void {
    this.token = undefined;
    this.lastUser.forget();
    this.currentUser.set(null);
    this.mustSignIn.set(false);
  }

  /** One tab at a time renews: the refresh token rotates, and two renewals with the same one would end the session. */
  private async renew(seen: HeldToken | undefined): Promise<string | null> {
    const work = () => (this.token !== seen && this.token ? Promise.resolve(this.token.value) : this.requestRenewal());
    return inTurn('tidemark-renew', work);
  }

  private async requestRenewal(): Promise<string | null> {
    const response = await fetch('/api/v1/auth/refresh', { method: 'POST', credentials: 'same-origin' });
    if (response.ok) return this.accept(sessionSchema.parse(await response.json()));
    if (response.status !== 401 && response.status !== 403) throw new Error(`Renewing the session: ${response.status}`);
    this.token = undefined;
    this.mustSignIn.set(true);
    return null;
  }

  private accept(session: SessionResponse): string {
    this.token = { value: session.accessToken, expiresAtMs: Date.now() + session.expiresInSeconds * 1_000 };
    this.mustSignIn.set(false);
    this.lastUser.write(session.user);
    this.currentUser.set(session.user);
    return session.accessToken;
  }

  private follow(user: User | null): void {
    // Where the other tab signed in again as the same person, its cookie serves us too.
    if (user?.id !== this.currentUser()?.id) this.token = undefined;
    this.mustSignIn.set(false);
    this.currentUser.set(user);
  }
}

/** The role or the name may change while the person stays the same. */
function isSame(left: User | null, right: User | null): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
