import { withClient } from '../connection/with-client.ts';
import { hashPassword } from './hash-password.ts';

export interface NewPerson {
  readonly username: string;
  readonly password: string;
  /** "First Last"; the username where a new person has none. */
  readonly name?: string;
  /** admin, manager, member or viewer; a new person is a member unless told. */
  readonly role?: string;
  /** Number of the employee that the person is. */
  readonly employeeNumber?: string;
}

const ROLES = ['admin', 'manager', 'member', 'viewer'];
const SHORTEST_PASSWORD = 8;

/** Adds a person, or changes what is given of an existing one. The password is always set. */
export async function addPerson(ownerUrl: string, person: NewPerson): Promise<{ isNew: boolean; role: string }> {
  const username = person.username.toLowerCase();
  if (!/^[a-z0-9][a-z0-9._@-]*$/.test(username)) {
    throw new Error(`"${person.username}" is no username. Use letters, digits, dots, dashes, underscores and @.`);
  }
  if (person.role !== undefined && !ROLES.includes(person.role)) {
    throw new Error(`"${person.role}" is no role. Use one of ${ROLES.join(', ')}.`);
  }
  if (person.password.length < SHORTEST_PASSWORD) {
    throw new Error(`The password is too short: ${SHORTEST_PASSWORD} characters at least.`);
  }
  const [fname, lname] = splitName(person.name);
  const passwordHash = await hashPassword(person.password);
  return withClient(ownerUrl, async (client) => {
    if (person.employeeNumber !== undefined) {
      const { rowCount } = await client.query('SELECT FROM app.employee WHERE number = $1', [person.employeeNumber]);
      if (!rowCount) throw new Error(`There is no employee with the number "${person.employeeNumber}".`);
    }
    const { rows } = await client.query<{ is_new: boolean; role: string }>(
      `INSERT INTO app.person AS p (username, fname, lname, person_type, employee_id, password_hash)
       VALUES ($1::text, coalesce($2, $1::text), coalesce($3, ''), coalesce($4, 'member'),
               (SELECT id FROM app.employee WHERE number = $5), $6)
       ON CONFLICT (username) DO UPDATE SET
         fname = coalesce($2, p.fname), lname = coalesce($3, p.lname), person_type = coalesce($4, p.person_type),
         employee_id = coalesce(excluded.employee_id, p.employee_id), password_hash = $6, active = true
       RETURNING xmax = 0 AS is_new, person_type AS role`,
      [username, fname, lname, person.role ?? null, person.employeeNumber ?? null, passwordHash],
    );
    return { isNew: rows[0]?.is_new ?? true, role: rows[0]?.role ?? 'member' };
  });
}

function splitName(name: string | undefined): [string | null, string | null] {
  if (!name?.trim()) return [null, null];
  const words = name.trim().split(/\s+/);
  return [words[0] ?? null, words.slice(1).join(' ')];
}
