import { Injectable } from '@nestjs/common';
import { type Session, SyncDatabase } from '@tidemark/sync-server';

import { hashSecret, newSecret } from './secret.ts';

/** How long a ticket may wait for its handshake, in seconds. */
export const TICKET_SECONDS = 30;

const ISSUE =
  'INSERT INTO app.ws_ticket (ticket_hash, session, expires_ts) VALUES ($1, $2, now() + make_interval(secs => $3))';
/** Deleting is using: of two handshakes with one ticket, one finds the row. */
const REDEEM = 'DELETE FROM app.ws_ticket WHERE ticket_hash = $1 RETURNING session, expires_ts > now() AS in_time';

/** One-time tickets for clients that cannot send a header with the handshake; usable on any pod. */
@Injectable()
export class WsTicketStore {
  constructor(private readonly database: SyncDatabase) {}

  async issue(session: Session): Promise<string> {
    const ticket = newSecret();
    await this.database.api.query(ISSUE, [hashSecret(ticket), JSON.stringify(session), TICKET_SECONDS]);
    return ticket;
  }

  /** The session behind a ticket; undefined for one that is unknown, used or too old. */
  async redeem(ticket: string): Promise<Session | undefined> {
    const { rows } = await this.database.api.query<{ session: Session; in_time: boolean }>(REDEEM, [
      hashSecret(ticket),
    ]);
    return rows[0]?.in_time ? rows[0].session : undefined;
  }
}
