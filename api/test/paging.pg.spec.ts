import fc from 'fast-check';

import { startTestApi, type TestApi } from './support/test-api.ts';
import type { TestUser } from './support/test-user.ts';

let api: TestApi;
let mia: TestUser;
/** A member of the projects of these tests: lists are read in another way for those who do not see everything. */
let tom: TestUser;

beforeAll(async () => {
  api = await startTestApi();
  [mia, tom] = await Promise.all([api.signIn('mia'), api.signIn('tom')]);
});

afterAll(() => api[Symbol.asyncDispose]());

const SORTS = ['name', 'code', 'dueOn', 'budget', 'progress', 'status', 'createdTs', 'updatedTs'] as const;
const COUNT = 60;
type Row = Record<string, unknown> & { id: string };

/** What other people do between two pages, to rows that are not part of the check. */
const disturbance = fc.constantFrom('insert', 'update', 'delete');
const plan = fc.record({
  isMember: fc.boolean(),
  sort: fc.constantFrom(...SORTS),
  descending: fc.boolean(),
  limit: fc.integer({ min: 1, max: 25 }),
  disturbances: fc.array(disturbance, { maxLength: 8 }),
});

describe('pages', () => {
  it('show every row that stays exactly once and in order, whatever happens to the others meanwhile', async () => {
    await prepare();
    await fc.assert(
      fc.asyncProperty(plan, async ({ isMember, sort, descending, limit, disturbances }) => {
        const seen = await walk(isMember ? tom : mia, `${descending ? '-' : ''}${sort}`, limit, disturbances);
        const stayed = seen.filter((row) => String(row['description']).startsWith('stays'));
        expect(stayed.map((row) => row.id).sort()).toEqual(await staying());
        expectOrder(seen, sort, descending);
      }),
      { numRuns: 40, interruptAfterTimeLimit: 45_000 },
    );
  });

  it('have no successor when the last row is on them', async () => {
    const { body } = await mia.get(`/api/v1/project?tags[contains]=paging&limit=1000`);
    expect((body as { nextCursor: unknown }).nextCursor).toBeNull();
  });

  it('refuse the cursor of another sort', async () => {
    const { body } = await mia.get('/api/v1/project?limit=1&sort=name');
    const { nextCursor } = body as { nextCursor: string };
    expect((await mia.get(`/api/v1/project?limit=1&sort=-name&cursor=${nextCursor}`)).status).toBe(400);
  });
});

describe('filters', () => {
  const names = async (query: string) =>
    (
      (await mia.get(`/api/v1/project?tags[contains]=filters&sort=name&fields=name&${query}`)).body as { items: Row[] }
    ).items.map((row) => row['name']);

  beforeAll(async () => {
    const common = { tags: ['filters'] };
    await mia.create('project', {
      ...common,
      name: 'a 100% sure',
      code: 'F-1',
      status: 'active',
      budget: 100,
      dueOn: '2026-01-01',
    });
    await mia.create('project', { ...common, name: 'b under_score', code: 'F-2', status: 'on_hold', budget: 200 });
    await mia.create('project', {
      ...common,
      name: 'c, with comma',
      code: 'F-3',
      status: 'active',
      dueOn: '2026-03-01',
    });
  });

  it.each([
    ['status=active', ['a 100% sure', 'c, with comma']],
    ['status[in]=active,on_hold', ['a 100% sure', 'b under_score', 'c, with comma']],
    ['name[in]=c, with comma&name[in]=b under_score', ['b under_score', 'c, with comma']],
    ['budget[gt]=100', ['b under_score']],
    ['budget[lt]=200', ['a 100% sure']],
    ['budget[between]=100,200', ['a 100% sure', 'b under_score']],
    ['budget[null]=true', ['c, with comma']],
    ['budget[null]=false&status=active', ['a 100% sure']],
    ['dueOn[gt]=2026-01-01', ['c, with comma']],
    ['name[contains]=100%25', ['a 100% sure']],
    ['name[contains]=R_S', ['b under_score']],
    ['name[contains]=%25', ['a 100% sure']],
    ['name[contains]=nothing', []],
  ])('%s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('compare moments of the same minute exactly', async () => {
    const { body } = await mia.get('/api/v1/project?tags[contains]=filters&sort=updatedTs');
    const moments = (body as { items: Row[] }).items.map((row) => String(row['updatedTs']));
    const [first = '', second = '', third = ''] = moments;
    expect([...new Set(moments)].sort()).toEqual([first, second, third]);
    const count = async (query: string) =>
      ((await mia.get(`/api/v1/project?tags[contains]=filters&${query}`)).body as { items: Row[] }).items.length;
    const answers = [
      [`updatedTs=${second}`, 1],
      [`updatedTs[gt]=${first}`, 2],
      [`updatedTs[lt]=${second}`, 1],
      [`updatedTs[between]=${second},${third}`, 2],
      [`updatedTs[in]=${first},${third}`, 2],
    ] as const;
    for (const [query, expected] of answers) expect([query, await count(query)]).toEqual([query, expected]);
  });

  it('answer with the asked fields, id and version only', async () => {
    const { body } = await mia.get('/api/v1/project?tags[contains]=filters&fields=name,status&limit=1');
    expect(Object.keys((body as { items: Row[] }).items[0] ?? {}).sort()).toEqual(['id', 'name', 'status', 'version']);
  });
});

/** Rows that stay, with many equal and empty sort values, beside rows to disturb. */
async function prepare(): Promise<void> {
  await api.db.query(
    `INSERT INTO app.project (name, code, status, due_on, budget, progress, tags, description, currency)
     SELECT 'name ' || i % 7, 'PG-' || i, (ARRAY['planned','active','on_hold'])[1 + i % 3],
            CASE WHEN i % 4 <> 0 THEN date '2026-01-01' + i % 5 END, CASE WHEN i % 3 <> 0 THEN i % 6 * 100 END, i % 4, '{paging}',
            CASE WHEN i % 2 = 0 THEN 'stays' ELSE 'moves' END || i, 'EUR'
       FROM generate_series(1, ${COUNT * 2}) i`,
  );
  await api.db.query(
    `INSERT INTO app.project_member (project_id, person_id) SELECT id, $1 FROM app.project WHERE 'paging' = ANY (tags)`,
    [tom.id],
  );
}

async function staying(): Promise<string[]> {
  const { rows } = await api.db.query<{ id: string }>(
    `SELECT id FROM app.project WHERE 'paging' = ANY (tags) AND description LIKE 'stays%' ORDER BY id`,
  );
  return rows.map((row) => row.id);
}

async function walk(reader: TestUser, sort: string, limit: number, disturbances: string[]): Promise<Row[]> {
  const rows: Row[] = [];
  const waiting = [...disturbances];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await reader.get(
      `/api/v1/project?tags[contains]=paging&sort=${sort}&limit=${limit}${cursor && `&cursor=${cursor}`}`,
    );
    const page = body as { items: Row[]; nextCursor: string | null };
    expect(page.items.length).toBeLessThanOrEqual(limit);
    rows.push(...page.items);
    cursor = page.nextCursor;
    await disturb(waiting.shift());
  }
  return rows;
}

async function disturb(kind: string | undefined): Promise<void> {
  const some = `(SELECT id FROM app.project WHERE 'paging' = ANY (tags) AND description LIKE 'moves%' ORDER BY random() LIMIT 5)`;
  if (kind === 'insert') {
    await api.db.query(
      `INSERT INTO app.project (name, code, tags, description) SELECT 'name ' || i, left(gen_random_uuid()::text, 20), '{paging}', 'moves' FROM generate_series(1, 5) i`,
    );
  }
  if (kind === 'update')
    await api.db.query(
      `UPDATE app.project SET name = 'name 3', budget = 250, due_on = NULL, progress = 3 WHERE id IN ${some}`,
    );
  if (kind === 'delete') await api.db.query(`DELETE FROM app.project WHERE id IN ${some}`);
}

/** NULLs are last ascending and first descending; rows of one page follow each other. */
function expectOrder(rows: readonly Row[], field: string, descending: boolean): void {
  const stayed = rows.filter((row) => String(row['description']).startsWith('stays'));
  const key = (row: Row): [number, string | number] =>
    row[field] === null ? [1, 0] : [0, row[field] as string | number];
  for (let i = 1; i < stayed.length; i++) {
    const [before, after] = [stayed[i - 1], stayed[i]];
    if (!before || !after) continue;
    const order = compare(key(before), key(after)) || compare([0, before.id], [0, after.id]);
    expect(descending ? -order : order).toBeLessThan(0);
  }
}

function compare([aNull, a]: [number, string | number], [bNull, b]: [number, string | number]): number {
  if (aNull !== bNull) return aNull - bNull;
  return a < b ? -1 : a > b ? 1 : 0;
}
