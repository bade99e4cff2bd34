import type { SnapshotToken } from '@tidemark/protocol';
import pg from 'pg';

import type { Image } from '../../src/change-log/change.ts';

/** A committed change, found without the tail's means: by the identity of its row. */
export interface LoggedChange {
  readonly key: string;
  readonly entityCode: string;
  readonly entityId: string;
  readonly action: number;
  readonly version: number;
  readonly subjectId: string | null;
  readonly before: Image | null;
  readonly after: Image | null;
}

/** What one look at the database found, all in one snapshot. */
export interface Truth {
  readonly snapshot: SnapshotToken;
  /** Committed since the last look. */
  readonly changes: readonly LoggedChange[];
  /** `person|entityCode|id` of everything that may be read. */
  readonly readable: ReadonlySet<string>;
  /** The same of everything that may be written. */
  readonly writable: ReadonlySet<string>;
}

const CODES = ['project', 'task', 'timesheet', 'employee'] as const;

/** Looks at the log and at who may read what. Remembers each row that it has seen. */
export class TruthReader {
  private readonly client: pg.Client;
  private readonly persons: readonly string[];

  constructor(ownerUrl: string, persons: readonly string[]) {
    this.client = new pg.Client({ connectionString: ownerUrl, application_name: 'oracle' });
    this.persons = persons;
  }

  async start(): Promise<void> {
    await this.client.connect();
    await this.client.query('CREATE TEMPORARY TABLE seen (id uuid PRIMARY KEY)');
  }

  async end(): Promise<void> {
    await this.client.end();
  }

  async look(): Promise<Truth> {
    await this.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const { rows: tokens } = await this.client.query<{ token: SnapshotToken }>(
      'SELECT pg_current_snapshot()::text AS token',
    );
    const { rows } = await this.client.query<LogRow>(
      `SELECT id, entity_code, entity_id, action, version, subject_person_id, entity_from_version, entity_to_version
         FROM app.logging AS log
        WHERE action <> 0 AND entity_code = ANY ($1) AND NOT EXISTS (SELECT FROM seen WHERE seen.id = log.id)`,
      [CODES],
    );
    const [readable, writable] = [await this.pairs('readers'), await this.pairs('writers')];
    await this.client.query('INSERT INTO seen SELECT unnest($1::uuid[])', [rows.map(({ id }) => id)]);
    await this.client.query('COMMIT');
    return { snapshot: tokens[0]?.token as SnapshotToken, changes: rows.map(toLogged), readable, writable };
  }

  private async pairs(who: 'readers' | 'writers'): Promise<Set<string>> {
    const found = new Set<string>();
    for (const code of CODES) {
      const { rows } = await this.client.query<{ person_id: string; entity_id: string }>(
        `SELECT person_id, entity_id FROM app.${who}_of_${code}($1, ARRAY(SELECT id FROM app.${code}))`,
        [this.persons],
      );
      for (const { person_id: personId, entity_id: entityId } of rows) found.add(`${personId}|${code}|${entityId}`);
    }
    return found;
  }
}

interface LogRow {
  id: string;
  entity_code: string;
  entity_id: string;
  action: number;
  version: string | null;
  subject_person_id: string | null;
  entity_from_version: Image | null;
  entity_to_version: Image | null;
}

function toLogged(row: LogRow): LoggedChange {
  return {
    key: `${row.entity_code}|${row.entity_id}`,
    entityCode: row.entity_code,
    entityId: row.entity_id,
    action: row.action,
    version: Number(row.version),
    subjectId: row.subject_person_id,
    before: row.entity_from_version,
    after: row.entity_to_version,
  };
}
