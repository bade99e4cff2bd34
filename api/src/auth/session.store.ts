import { Injectable } from '@nestjs/common';
import { REVOCATION_CHANNEL, SyncDatabase } from '@tidemark/sync-server';

import { hashSecret, newSecret } from './secret.ts';

/** A sign-in that is not used for this long ends. */
export const SESSION_DAYS = 30;

/** How long a browser may still show the token before the current one: its tabs share the cookie and start together. */
const CONCURRENT_TABS_SECONDS = 10;

const OPEN = `INSERT INTO app.session (person_id, refresh_hash, expires_ts, user_agent, ip)
  VALUES ($1::uuid, $2, now() + make_interval(days => $3), $4, $5::inet) RETURNING id`;

const ROTATE = `UPDATE app.session SET previous_hash = refresh_hash, refresh_hash = $3, last_used_ts = now(),
    expires_ts = now() + make_interval(days => $4)
  WHERE id = $1::uuid AND refresh_hash = $2 AND revoked_ts IS NULL AND expires_ts > now() RETURNING person_id`;

const IS_CONCURRENT = `SELECT person_id FROM app.session WHERE id = $1::uuid AND previous_hash = $2
    AND revoked_ts IS NULL AND last_used_ts > now() - make_interval(secs => $3)`;

/** Marks the sessions, notes them for the gateways of all pods, and wakes those, in one statement. */
const revoke = (condition: string) => `WITH ended AS (
    UPDATE app.session SET revoked_ts = now() WHERE ${condition} AND revoked_ts IS NULL RETURNING id, person_id
  ), told AS (INSERT INTO app.revocation (person_id, session_id) SELECT person_id, id FROM ended RETURNING 1)
  SELECT count(*)::int AS ended, pg_notify('${REVOCATION_CHANNEL}', '') FROM ended`;

const REVOKE_ONE = revoke('id = $1::uuid AND expires_ts > now()');
const REVOKE_ALL = revoke('person_id = $1::uuid');
const REVOKE_PERSON = 'INSERT INTO app.revocation (person_id) VALUES ($1::uuid)';

/** `<session id>.<secret>`. What is no UUID must not reach PostgreSQL's cast, whose refusal would be told as a fault of the body. */
const TOKEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** What came of a refresh token. `token` is the new one; absent where another tab has rotated it a moment ago. */
export type Rotation =
  { readonly personId: string; readonly sessionId: string; readonly token?: string } | 'unknown' | 'reused';

/** Sign-ins in `app.session`. Refresh tokens are `<session id>.<secret>`; only the secret's hash is stored. */
@Injectable()
export class SessionStore {
  constructor(private readonly database: SyncDatabase) {}

  /** Opens a sign-in. The token is shown once, here; the database keeps its hash. */
  async open(
    personId: string,
    userAgent: string | null,
    ip: string | null,
  ): Promise<{ sessionId: string; token: string }> {
    const secret = newSecret();
    const { rows } = await this.database.api.query<{ id: string }>(OPEN, [
      personId,
      hashSecret(secret),
      SESSION_DAYS,
      userAgent,
      ip,
    ]);
    const sessionId = rows[0]?.id ?? '';
    return { sessionId, token: `${sessionId}.${secret}` };
  }

  /**
   * Exchanges a refresh token for the next one. A token that has been exchanged before means that somebody holds a copy:
   * the session is revoked, the thief's access and the owner's alike. The exception is the token before the current one,
   * shown by a browser (`fromBrowser`) within seconds: that is a second tab of the same browser.
   */
  async rotate(token: string, fromBrowser: boolean): Promise<Rotation> {
    const [, sessionId, secret] = TOKEN.exec(token) ?? [];
    if (!sessionId || !secret) return 'unknown';
    const next = newSecret();
    const hash = hashSecret(secret);
    const { rows } = await this.database.api.query<{ person_id: string }>(ROTATE, [
      sessionId,
      hash,
      hashSecret(next),
      SESSION_DAYS,
    ]);
    if (rows[0]) return { personId: rows[0].person_id, sessionId, token: `${sessionId}.${next}` };
    if (fromBrowser) {
      const concurrent = await this.database.api.query<{ person_id: string }>(IS_CONCURRENT, [
        sessionId,
        hash,
        CONCURRENT_TABS_SECONDS,
      ]);
      if (concurrent.rows[0]) return { personId: concurrent.rows[0].person_id, sessionId };
    }
    return (await this.revoke(sessionId)) > 0 ? 'reused' : 'unknown';
  }

  /** Ends one sign-in; its tokens and sockets end within a second. Gives how many ended: 0 or 1. */
  async revoke(sessionId: string): Promise<number> {
    const { rows } = await this.database.api.query<{ ended: number }>(REVOKE_ONE, [sessionId]);
    return rows[0]?.ended ?? 0;
  }

  /** Ends every sign-in of a person, on every device, those through an OpenID provider included. */
  async revokeAll(personId: string): Promise<number> {
    await this.database.api.query(REVOKE_PERSON, [personId]);
    const { rows } = await this.database.api.query<{ ended: number }>(REVOKE_ALL, [personId]);
    return rows[0]?.ended ?? 0;
  }

  /** Whether the session may still be used; false for one that never was. */
  async isLive(sessionId: string): Promise<boolean> {
    const { rows } = await this.database.api.query<{ live: boolean }>(
      'SELECT revoked_ts IS NULL AND expires_ts > now() AS live FROM app.session WHERE id = $1::uuid',
      [sessionId],
    );
    return rows[0]?.live ?? false;
  }
}
