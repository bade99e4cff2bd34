import { startTestApi } from './support/test-api.ts';

it('is not started up while the database lacks what this version needs, and says what', async () => {
  await using api = await startTestApi({ seeded: false });
  const startup = async () => {
    const { status, body } = await api.anonymous.get('/health/startup');
    return { status, missing: (body as { error: { migrations?: { missing: string[] } } }).error.migrations?.missing };
  };
  expect(await startup()).toEqual({ status: 200, missing: undefined });

  // What a newer version may have done already is no hindrance.
  await api.db.query(`ALTER TABLE app.project ADD COLUMN nickname text, ALTER COLUMN name TYPE varchar(300)`);
  expect(await startup()).toMatchObject({ status: 200 });

  await api.db.query(`
    ALTER TABLE app.task DROP COLUMN estimate_hours;
    DELETE FROM app.entity WHERE entity_code = 'wiki_page'`);
  expect(await startup()).toEqual({ status: 503, missing: ['task.estimateHours', 'wiki_page'] });
});
