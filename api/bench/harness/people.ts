import { randomBytes, randomUUID } from 'node:crypto';

import { SignJWT } from 'jose';
import type { Client } from 'pg';

/** Projects that the bench's people are members of; everything it watches and writes belongs to them. */
const PROJECTS = 40;
const TOKEN_LIFE = '6h';

type Role = 'member' | 'admin';

interface Made {
  readonly id: string;
  readonly session: string;
  readonly username: string;
}

export interface People {
  /** Access tokens, one for each person. */
  readonly tokens: readonly string[];
}

/** Signs in people of the bench without a password: a session row and a token of our own secret, as sign-in makes them. */
export class PeopleMaker {
  readonly jwtSecret = randomBytes(32).toString('base64url');
  private readonly client: Client;
  private readonly tokens: Record<Role, string[]> = { member: [], admin: [] };

  constructor(client: Client) {
    this.client = client;
  }

  /**
   * The first `count` people of a role, made if need be. Members belong to the watched projects and may write: the common
   * case, and no shortcut in any access rule. Admins read everything.
   */
  async people(count: number, role: Role = 'member'): Promise<People> {
    const tokens = this.tokens[role];
    while (tokens.length < count) {
      const made = Array.from({ length: Math.min(500, count - tokens.length) }, () => {
        const id = randomUUID();
        return { id, session: randomUUID(), username: `bench-${id}` };
      });
      await this.insert(made, role);
      tokens.push(...(await Promise.all(made.map((person) => this.token(person, role)))));
    }
    return { tokens: tokens.slice(0, count) };
  }

  /** Tasks of the watched projects, in the order of their ids; `count` of them. */
  async watchedTasks(count: number): Promise<string[]> {
    const { rows } = await this.client.query<{ id: string }>(
      `SELECT t.id FROM app.task t WHERE t.project_id IN (${WATCHED}) ORDER BY t.id LIMIT $1`,
      [count],
    );
    if (rows.length < count)
      throw new Error(`the watched projects have ${rows.length} tasks, ${count} are needed: seed more`);
    return rows.map((row) => row.id);
  }

  /** Ids of any tasks; admins read them all. */
  async tasks(count: number): Promise<string[]> {
    const { rows } = await this.client.query<{ id: string }>('SELECT id FROM app.task ORDER BY id LIMIT $1', [count]);
    if (rows.length < count) throw new Error(`there are ${rows.length} tasks, ${count} are needed: seed more`);
    return rows.map((row) => row.id);
  }

  private async insert(made: readonly Made[], role: Role): Promise<void> {
    const { client } = this;
    const ids = made.map((person) => person.id);
    await client.query(
      `INSERT INTO app.person (id, username, fname, lname, person_type)
       SELECT p.id, p.username, 'Bench', 'Person', $3 FROM unnest($1::uuid[], $2::text[]) AS p (id, username)`,
      [ids, made.map((person) => person.username), role],
    );
    await client.query(
      `INSERT INTO app.session (id, person_id, refresh_hash, expires_ts)
       SELECT s.id, s.person_id, s.id::text, now() + interval '1 day' FROM unnest($1::uuid[], $2::uuid[]) AS s (id, person_id)`,
      [made.map((person) => person.session), ids],
    );
    // Without the log of it: thousands of SHARE rows would only be in the way.
    await client.query('BEGIN');
    await client.query(`SET LOCAL session_replication_role = replica`);
    await client.query(
      `INSERT INTO app.project_member (project_id, person_id, can_write)
       SELECT project.id, person_id, true FROM (${WATCHED}) AS project, unnest($1::uuid[]) AS person_id`,
      [ids],
    );
    await client.query('COMMIT');
    await client.query('ANALYZE app.person; ANALYZE app.session; ANALYZE app.project_member');
  }

  private token({ id, session, username }: Made, role: Role): Promise<string> {
    return new SignJWT({ sid: session, username, name: 'Bench Person', role })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(id)
      .setIssuer('tidemark')
      .setAudience('tidemark-api')
      .setIssuedAt()
      .setExpirationTime(TOKEN_LIFE)
      .sign(new TextEncoder().encode(this.jwtSecret));
  }
}

/** Statement that gives the watched projects. */
export const WATCHED = `SELECT id FROM app.project ORDER BY id LIMIT ${PROJECTS}`;
