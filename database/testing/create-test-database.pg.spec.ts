import { createTestDatabase } from './create-test-database.ts';

describe('createTestDatabase', () => {
  it('gives a migrated database of its own, which disappears when disposed', async () => {
    const db = await createTestDatabase();
    const { rows } = await db.query<{ count: number }>('SELECT count(*)::int AS count FROM app.entity');
    expect(rows[0]?.count).toBeGreaterThan(0);
    await db.drop();
    await expect(db.query('SELECT 1')).rejects.toThrow();
  });

  it('gives the small demo company when asked for seeds', async () => {
    await using db = await createTestDatabase({ seeded: true });
    const { rows } = await db.query<{ projects: number; tasks: number; employees: number }>(
      `SELECT (SELECT count(*)::int FROM app.project) AS projects, (SELECT count(*)::int FROM app.task) AS tasks,
              (SELECT count(*)::int FROM app.employee) AS employees`,
    );
    expect(rows[0]?.projects).toBeGreaterThanOrEqual(50);
    expect(rows[0]?.tasks).toBeGreaterThanOrEqual(2_000);
    expect(rows[0]?.employees).toBeGreaterThanOrEqual(300);
  });
});
