import { Injectable } from '@nestjs/common';
import type { Role, User } from '@tidemark/protocol';
import { SyncDatabase } from '@tidemark/sync-server';

/** A row of `app.find_login`. */
interface Login {
  id: string;
  username: string;
  fname: string;
  lname: string;
  person_type: Role;
  password_hash: string | null;
  active: boolean;
}

/** People who may sign in. */
@Injectable()
export class PersonStore {
  constructor(private readonly database: SyncDatabase) {}

  /** Someone by user name, with the hash to check; undefined where there is no such active person. */
  async findLogin(username: string): Promise<{ user: User; passwordHash: string | null } | undefined> {
    const { rows } = await this.database.api.query<Login>('SELECT * FROM app.find_login($1)', [username]);
    const [found] = rows;
    return found?.active ? { user: userOf(found), passwordHash: found.password_hash } : undefined;
  }

  /** An active person; undefined for one who was deactivated or removed since the token was issued. */
  async find(personId: string): Promise<User | undefined> {
    const { rows } = await this.database.api.query<Omit<Login, 'password_hash'>>(
      'SELECT id, username, fname, lname, person_type FROM app.person WHERE id = $1::uuid AND active',
      [personId],
    );
    return rows[0] && userOf(rows[0]);
  }
}

function userOf({ id, username, fname, lname, person_type: role }: Omit<Login, 'password_hash'>): User {
  return { id, username, name: `${fname} ${lname}`, role };
}
