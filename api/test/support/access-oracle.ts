import type { TestDatabase } from '@tidemark/database/testing';
import type { EntityDefinition } from '@tidemark/entity-model';
import { snakeCase } from '@tidemark/entity-model';

/** What the rules say that a person may do with a record. */
export type Reach = 'write' | 'read' | 'none';

interface Person {
  readonly id: string;
  readonly role: 'admin' | 'manager' | 'member' | 'viewer';
  readonly employeeId: string | null;
}

/**
 * The access rules of the definitions once more, in plain code over plain tables: what the database's policies are held
 * against. Written from the rules' description, not from the SQL.
 */
export class AccessOracle {
  private constructor(
    private readonly people: ReadonlyMap<string, Person>,
    private readonly memberships: ReadonlyMap<string, boolean>,
    private readonly shares: ReadonlyMap<string, boolean>,
    /** Employees by the department's manager. */
    private readonly reports: ReadonlySet<string>,
  ) {}

  static async read(db: TestDatabase): Promise<AccessOracle> {
    const people = await db.query<Person & { username: string }>(
      'SELECT id, username, person_type AS role, employee_id AS "employeeId" FROM app.person',
    );
    const memberships = await db.query<{ key: string; can_write: boolean }>(
      `SELECT project_id || '|' || person_id AS key, can_write FROM app.project_member`,
    );
    const shares = await db.query<{ key: string; can_write: boolean }>(
      `SELECT entity_code || '|' || entity_id || '|' || person_id AS key, can_write FROM app.record_share`,
    );
    const reports = await db.query<{ key: string }>(
      `SELECT d.manager_id || '|' || e.id AS key FROM app.department d JOIN app.employee e ON e.department_id = d.id WHERE d.manager_id IS NOT NULL`,
    );
    const pairs = (rows: { key: string; can_write: boolean }[]) => new Map(rows.map((row) => [row.key, row.can_write]));
    return new AccessOracle(
      new Map(people.rows.map((person) => [person.username, person])),
      pairs(memberships.rows),
      pairs(shares.rows),
      new Set(reports.rows.map((row) => row.key)),
    );
  }

  /** `via` is the value of the field that the entity's rule goes through; the id where that is the record itself. */
  reach(username: string, { code, access }: EntityDefinition, record: { id: string; via: string | null }): Reach {
    const person = this.people.get(username);
    if (!person) throw new Error(`no such person: ${username}`);
    const { role } = person;
    if (role === 'admin' || role === 'manager') return 'write';
    const share = this.shares.get(`${code}|${record.id}|${person.id}`);
    const found = strongest(
      share === undefined ? 'none' : share ? 'write' : 'read',
      this.byRule(person, access.rule, record.via),
    );
    return role === 'viewer' && found === 'write' ? 'read' : found;
  }

  private byRule(person: Person, rule: EntityDefinition['access']['rule'], via: string | null): Reach {
    switch (rule) {
      case 'directory':
        return 'read';
      case 'project': {
        const canWrite = this.memberships.get(`${via}|${person.id}`);
        return canWrite === undefined ? 'none' : canWrite ? 'write' : 'read';
      }
      case 'owner': {
        const isOwn = via !== null && (via === person.employeeId || this.reports.has(`${person.employeeId}|${via}`));
        return isOwn ? 'write' : 'none';
      }
      case 'finance':
        return via !== null && via === person.employeeId ? 'read' : 'none';
    }
  }
}

function strongest(a: Reach, b: Reach): Reach {
  const order: readonly Reach[] = ['none', 'read', 'write'];
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

/** SQL expression of the value that an entity's rule goes through, on the row `t`. */
export function viaColumn({ access }: EntityDefinition): string {
  return access.via === undefined ? 'NULL::uuid' : `t.${snakeCase(access.via)}`;
}
