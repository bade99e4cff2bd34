import { Injectable } from '@nestjs/common';
import { type Session, SyncDatabase } from '@tidemark/sync-server';

import { hashSecret, newSecret } from './secret.ts';

/** How long a ticket may wait for its handshake, in seconds. */
export const TICKET_SECONDS = 30;

const ISSUE =
  'INSERT INTO app.ws_ticket (ticket_hash, session, expires_ts) VALUES ($1, $2, now() + make_interval(secs => $3))';
/** Deleting is using: of two handshakes with one ticket, one finds the row. A sign-out since its issue makes it void. */
const REDEEM = `DELETE FROM app.ws_ticket t WHERE t.ticket_hash = $1 RETURNING t.session, t.expires_ts > now() AND NOT EXISTS (
    SELECT FROM app.revocation r
     WHERE r.person_id = (t.session ->> 'personId')::uuid
       AND (r.session_id IS NULL OR r.session_id = (t.session ->> 'sessionId')::uuid)
       AND r.revoked_ts > t.expires_ts - make_interval(secs => $2)) AS valid`;

/** One-time tickets for clients that cannot send a header with the handshake; usable on any pod. */
@Injectable()
export class WsTicketStore {
  constructor(private readonly database: SyncDatabase) {}

  async issue(session: Session): Promise<string> {
    const ticket = newSecret();
    await this.database.api.query(ISSUE, [hashSecret(ticket), JSON.stringify(session), TICKET_SECONDS]);
    return ticket;
  }

  /** The session behind a ticket; undefined for one that is unknown, used, too old or signed out. */
  async redeem(ticket: string): Promise<Session | undefined> {
    const { rows } = await this.database.api.query<{ session: Session; valid: boolean }>(REDEEM, [
      hashSecret(ticket),
      TICKET_SECONDS,
    ]);
    return rows[0]?.valid ? rows[0].session : undefined;
  }
}
