import type { RequestContext } from '../../database/request-context.ts';
import type { Statement } from '../../records/sql/parameters.ts';

/** A read that is to be logged. */
export interface NotedRead {
  readonly context: RequestContext;
  readonly entityCode: string;
  readonly entityId: string;
  readonly version: number;
  /** When it was answered; the row is written up to a second later. */
  readonly readAt: Date;
}

/** One array for each column: a thousand reads are one statement with ten parameters. */
const TEXT = `INSERT INTO app.logging (person_id, fname, lname, username, person_type, api_endpoint, http_method, user_agent, ip,
    request_id, entity_code, entity_id, action, version, created_ts)
  SELECT r.person_id, p.fname, p.lname, p.username, p.person_type, r.endpoint, r.method, r.user_agent, r.ip,
    r.request_id, r.entity_code, r.entity_id, 0, r.version, r.read_at
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::inet[], $6::text[], $7::text[], $8::uuid[], $9::bigint[], $10::timestamptz[])
    AS r (person_id, endpoint, method, user_agent, ip, request_id, entity_code, entity_id, version, read_at)
  LEFT JOIN app.person p ON p.id = r.person_id`;

/** Logs reads, with the actors as they are now, in one statement. */
export function insertReads(reads: readonly NotedRead[]): Statement {
  const column = <T>(value: (read: NotedRead) => T) => reads.map(value);
  return {
    text: TEXT,
    values: [
      column((read) => read.context.personId),
      column((read) => read.context.endpoint),
      column((read) => read.context.method),
      column((read) => read.context.userAgent),
      column((read) => read.context.ip),
      column((read) => read.context.requestId),
      column((read) => read.entityCode),
      column((read) => read.entityId),
      column((read) => read.version),
      column((read) => read.readAt.toISOString()),
    ],
  };
}
