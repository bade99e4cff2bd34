import { seed } from '@tidemark/database';
import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';
import { ENTITIES } from '@tidemark/entities';
import type { EntityDefinition } from '@tidemark/entity-model';
import { listRecords, parseListQuery, tableOf } from '@tidemark/sync-server';
import pg from 'pg';

/** Below this many rows PostgreSQL rightly reads the whole table. */
const WORTH_AN_INDEX = 2_000;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly Plans?: readonly PlanNode[];
}

let db: TestDatabase;
let client: pg.Client;
const sizes = new Map<string, number>();
const people = new Map<string, string>();

beforeAll(async () => {
  db = await createTestDatabase();
  await seed(db.ownerUrl, 'medium');
  await db.query('ANALYZE');
  const persons = await db.query<{ id: string; username: string }>('SELECT id, username FROM app.person');
  for (const { id, username } of persons.rows) people.set(username, id);
  for (const { code } of ENTITIES) {
    const { rows } = await db.query<{ n: number }>(`SELECT count(*)::int AS n FROM app.${code}`);
    sizes.set(code, rows[0]?.n ?? 0);
  }
  client = new pg.Client({ connectionString: db.apiUrl });
  await client.connect();
}, 300_000);

afterAll(async () => {
  await client.end();
  await db.drop();
});

/** The plan of a list, as this person's request would have it. */
async function planOf(username: string, entity: EntityDefinition, query: Record<string, string>): Promise<PlanNode[]> {
  const table = tableOf(entity);
  const { text, values } = listRecords(table, parseListQuery(table, query));
  await client.query('BEGIN READ ONLY');
  await client.query('SELECT app.begin_request($1)', [people.get(username)]);
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
  await client.query('ROLLBACK');
  return flatten(rows[0]?.['QUERY PLAN'][0]?.Plan);
}

function flatten(node: PlanNode | undefined): PlanNode[] {
  return node ? [node, ...(node.Plans ?? []).flatMap(flatten)] : [];
}

const large = () => ENTITIES.filter(({ code }) => (sizes.get(code) ?? 0) >= WORTH_AN_INDEX);

/** Lists that read the whole table, for every sort of every large entity. */
async function scans(
  username: string,
  more: (entity: EntityDefinition) => Record<string, string> = () => ({}),
): Promise<string[]> {
  const found: string[] = [];
  for (const entity of large()) {
    for (const sort of tableOf(entity).sortable) {
      for (const direction of ['', '-']) {
        const plan = await planOf(username, entity, { sort: `${direction}${sort}`, ...more(entity) });
        const isScan = plan.some((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === entity.code);
        if (isScan) found.push(`${entity.code} by ${direction}${sort}`);
      }
    }
  }
  return found;
}

describe('lists of the medium company', () => {
  it('has entities that are worth an index', () => {
    expect(large().length).toBeGreaterThan(5);
    expect([...sizes.values()].reduce((sum, n) => sum + n, 0)).toBeGreaterThan(90_000);
  });

  it.each(['mia', 'tom', 'vic'])(
    'are read from an index in every order that the definitions offer, for %s',
    async (username) => {
      expect(await scans(username)).toEqual([]);
    },
  );

  it('are read from an index when they are filtered by a reference', async () => {
    const found: string[] = [];
    for (const entity of large()) {
      const references = Object.keys(entity.fields).filter((name) => entity.fields[name]?.kind === 'ref');
      for (const name of references) {
        const plan = await planOf('mia', entity, {
          [name]: '00000000-0000-4000-8000-000000000001',
          sort: '-updatedTs',
        });
        if (plan.some((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === entity.code))
          found.push(`${entity.code} by ${name}`);
      }
    }
    expect(found).toEqual([]);
  });

  it('start the next page inside the index, also where values may be missing', async () => {
    const entity = ENTITIES.find(({ code }) => code === 'task');
    if (!entity) throw new Error('no task');
    for (const [sort, value] of [
      ['-updatedTs', '2026-01-01T00:00:00.000000Z'],
      ['dueOn', '2026-01-01'],
      ['-dueOn', null],
    ] as const) {
      const cursor = Buffer.from(JSON.stringify([sort, value, '00000000-0000-4000-8000-000000000001'])).toString(
        'base64url',
      );
      const plan = await planOf('mia', entity, { sort, cursor, limit: '50' });
      expect(plan.filter((node) => node['Relation Name'] === 'task').map((node) => node['Node Type'])).not.toContain(
        'Seq Scan',
      );
    }
  });
});
