import { createTestDatabase } from '../testing/create-test-database.ts';
import { countOf, SEEDED_CODES } from './counts.ts';
import { seed } from './seed.ts';
import { SOURCES } from './sources.ts';

describe('seed', () => {
  it('has a source for every entity that has a number of records; an entity without one starts empty', () => {
    expect(SOURCES.map(({ code }) => code).sort()).toEqual([...SEEDED_CODES].sort());
    expect(SEEDED_CODES.filter((code) => countOf(code, 'small') < 1)).toEqual([]);
  });

  it('gives the same data on the same day', async () => {
    await using one = await createTestDatabase();
    await using two = await createTestDatabase();
    const fingerprints = await Promise.all(
      [one, two].map(async (db) => {
        await seed(db.ownerUrl, 'small', { today: '2026-03-01' });
        const { rows } = await db.query<{ code: string; hash: string }>(
          SOURCES.map(
            ({ code }) =>
              `SELECT '${code}' AS code, md5(string_agg((app.image(r) - 'createdTs' - 'updatedTs')::text, ',' ORDER BY id)) AS hash FROM app.${code} r`,
          ).join(' UNION ALL '),
        );
        return rows;
      }),
    );
    expect(fingerprints[0]).toEqual(fingerprints[1]);
  });

  it('refuses a database that has records', async () => {
    await using db = await createTestDatabase({ seeded: true });
    await expect(seed(db.ownerUrl, 'small')).rejects.toThrow('The database has records already');
  });

  it('bills customers for their own contracts and projects, and pays what was billed', async () => {
    await using db = await createTestDatabase({ seeded: true });
    const { rows } = await db.query<Record<string, number>>(`
      SELECT (SELECT count(*)::int FROM app.invoice i JOIN app.contract c ON c.id = i.contract_id WHERE c.customer_id <> i.customer_id) AS invoices,
             (SELECT count(*)::int FROM app.contract c JOIN app.project p ON p.id = c.project_id WHERE p.customer_id <> c.customer_id) AS contracts,
             (SELECT count(*)::int FROM app.task t JOIN app.milestone m ON m.id = t.milestone_id WHERE m.project_id <> t.project_id) AS tasks,
             (SELECT count(*)::int FROM app.comment c JOIN app.task t ON t.id = c.task_id WHERE t.project_id <> c.project_id) AS comments,
             (SELECT count(*)::int FROM app.payment p JOIN app.invoice i ON i.id = p.invoice_id WHERE i.paid_amount <> p.amount) AS payments,
             (SELECT count(*)::int FROM app.timesheet s JOIN app.task t ON t.id = s.task_id WHERE t.project_id <> s.project_id) AS timesheets`);
    expect(rows[0]).toEqual({ invoices: 0, contracts: 0, tasks: 0, comments: 0, payments: 0, timesheets: 0 });
  });

  it('changes no record before what it says has happened', async () => {
    await using db = await createTestDatabase({ seeded: true });
    const { rows } = await db.query<Record<string, number>>(`
      SELECT (SELECT count(*)::int FROM app.timesheet WHERE worked_on <= current_date AND (updated_ts AT TIME ZONE 'UTC')::date < worked_on) AS timesheets,
             (SELECT count(*)::int FROM app.payment WHERE paid_on <= current_date AND (updated_ts AT TIME ZONE 'UTC')::date < paid_on) AS payments,
             (SELECT count(*)::int FROM app.ticket WHERE opened_ts <= now() AND (updated_ts AT TIME ZONE 'UTC')::date < (opened_ts AT TIME ZONE 'UTC')::date) AS tickets`);
    expect(rows[0]).toEqual({ timesheets: 0, payments: 0, tickets: 0 });
  });
});
