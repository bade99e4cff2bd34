import { expect, test } from './test.ts';

type Sql = (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;

/** What the server holds subscriptions for, as sorted text: ids and scopes of one user. */
async function subscriptions(sql: Sql, username: string): Promise<string[]> {
  const rows = await sql(
    `SELECT s.entity_code || ' ' || s.entity_id AS it FROM app.rxdb_subscription s JOIN app.person p ON p.id = s.user_id WHERE p.username = $1
     UNION ALL
     SELECT s.entity_code || ' ' || s.scope::text FROM app.rxdb_scope_subscription s JOIN app.person p ON p.id = s.user_id WHERE p.username = $1
     ORDER BY 1`,
    [username],
  );
  return rows.map((row) => String(row['it']));
}

test('a reload while the API is down still shows the data', async ({ visit, api, sql }) => {
  const [row] = await sql('SELECT name FROM app.project ORDER BY name LIMIT 1');
  const name = String(row?.['name']);
  const ada = await visit('ada', '/project');
  await expect(ada.row(name)).toBeVisible();
  await ada.settled();
  await ada.readyForOffline();
  await api.stop();
  try {
    const began = Date.now();
    await ada.page.reload();
    await expect(ada.row(name)).toBeVisible({ timeout: 60_000 });
    test.info().annotations.push({ type: 'offline reload to data', description: `${Date.now() - began} ms` });
    await expect(ada.chip).toHaveText(/Offline/);
    await ada.row(name).getByRole('link', { name, exact: true }).click();
    await expect(ada.page.getByRole('heading', { level: 1 })).toHaveText(name);
  } finally {
    await api.start();
  }
  await expect(ada.chip).toHaveText(/All changes saved/, { timeout: 60_000 });
  expect(ada.faults).toEqual([]);
});

test('an edit made offline is kept over a reload, and sent exactly once when the network is back', async ({
  visit,
  sql,
  projectId,
}) => {
  const id = await projectId(3);
  const ada = await visit('ada', `/project/${id}`);
  await ada.settled();
  await ada.readyForOffline();
  await ada.context.setOffline(true);
  await expect(ada.chip).toHaveText(/Offline/);

  const name = `Edited offline ${Date.now()}`;
  await ada.page.getByLabel('Name').fill(name);
  await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ada.chip).toHaveText(/Offline, 1 waiting/);
  await expect(ada.page.locator('tide-record-badges').first()).toContainText('Not sent yet');

  await ada.page.reload();
  await expect(ada.page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(ada.chip).toHaveText(/Offline, 1 waiting/);
  await ada.chip.click();
  await expect(ada.page.getByRole('heading', { name: 'Waiting to be sent (1)' })).toBeVisible();
  await expect(ada.page.locator('tide-outbox-item')).toContainText(name);
  await ada.page.keyboard.press('Escape');

  await ada.context.setOffline(false);
  await expect(ada.chip).toHaveText(/All changes saved/, { timeout: 60_000 });
  const [row] = await sql('SELECT name FROM app.project WHERE id = $1', [id]);
  expect(row?.['name']).toBe(name);
  const log = await sql(
    `SELECT 1 FROM app.logging WHERE entity_code = 'project' AND entity_id = $1 AND entity_to_version->>'name' = $2 AND action = 2`,
    [id, name],
  );
  expect(log).toHaveLength(1);
  expect(ada.faults).toEqual([]);
});

test('after the server was killed, every subscription is there again and missed changes arrive', async ({
  visit,
  api,
  sql,
}) => {
  const mia = await visit('mia', '/project');
  await mia.settled();
  // The rows of the list, the list itself, and the records that its rows name.
  await expect.poll(() => subscriptions(sql, 'mia').then((all) => all.length)).toBeGreaterThan(90);
  await mia.page.waitForTimeout(1_000);
  const before = await subscriptions(sql, 'mia');

  await api.stop('SIGKILL');
  await expect(mia.chip).toHaveText(/Offline/);
  const name = `AAA changed while the server was away ${Date.now()}`;
  await sql('UPDATE app.project SET name = $1 WHERE id = (SELECT id FROM app.project ORDER BY name LIMIT 1)', [name]);
  await sql('DELETE FROM app.rxdb_subscription');
  await sql('DELETE FROM app.rxdb_scope_subscription');
  await api.start();

  await expect(mia.row(name)).toBeVisible({ timeout: 60_000 });
  await expect(mia.chip).toHaveText(/All changes saved/);
  await expect.poll(() => subscriptions(sql, 'mia'), { timeout: 60_000 }).toEqual(before);
  test.info().annotations.push({ type: 'resubscribed', description: `${before.length} of ${before.length}` });
});

test('with the socket switched off the client polls, and says so', async ({ visit, api, sql }) => {
  await api.stop();
  await api.start({ SYNC_ENABLED: 'false' });
  try {
    const ada = await visit('ada', '/project');
    await expect(ada.page.getByRole('row').nth(3)).toBeVisible();
    await expect(ada.chip).toHaveAttribute('title', /Live updates are off/, { timeout: 60_000 });
    const name = `AAA seen by polling ${Date.now()}`;
    await sql('UPDATE app.project SET name = $1 WHERE id = (SELECT id FROM app.project ORDER BY name LIMIT 1)', [name]);
    await expect(ada.row(name)).toBeVisible({ timeout: 60_000 });
  } finally {
    await api.stop();
    await api.start();
  }
});
