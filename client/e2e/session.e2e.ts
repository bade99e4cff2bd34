import { expect, test } from './test.ts';

test('a wrong password says so, in words', async ({ browser, api }) => {
  const page = await browser.newPage({ baseURL: api.url });
  await page.goto('/');
  await page.getByLabel('User name').fill('ada');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('do not match');
  await page.close();
});

test('a session that ended keeps the data open, and sends what waits after signing in again', async ({
  visit,
  sql,
  projectId,
}) => {
  const id = await projectId(14);
  const ada = await visit('ada', `/project/${id}`);
  await ada.settled();
  await ada.context.clearCookies();
  await ada.page.reload(); // the access token was in memory only
  await expect(ada.chip).toHaveText('Sign in again');
  await ada.page.getByLabel('Name').fill('Written without a session');
  await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
  await ada.page.getByRole('button', { name: 'Sign in again' }).last().click();
  await expect(ada.page.getByLabel('User name')).toHaveValue('ada');
  await ada.page.getByLabel('Password', { exact: true }).fill('tidemark');
  await ada.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(ada.chip).toHaveText(/All changes saved/, { timeout: 60_000 });
  const [after] = await sql('SELECT name FROM app.project WHERE id = $1', [id]);
  expect(after?.['name']).toBe('Written without a session');
  expect(ada.faults).toEqual([]);
});

test('another person at the same browser sees nothing of the former one', async ({ visit, sql }) => {
  const ada = await visit('ada', '/expense');
  await expect(ada.page.locator('a.title').first()).toBeVisible();
  await ada.settled();
  await ada.page.getByRole('button', { name: /Account and settings/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(ada.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const databases = () => ada.page.evaluate(async () => (await indexedDB.databases()).map((it) => it.name ?? ''));
  expect((await databases()).filter((name) => name.includes('tidemark-'))).toEqual([]);

  await ada.signIn('vic', '/expense');
  await ada.settled();
  await expect(ada.page.locator('.skeleton')).toBeHidden();
  const [readable] = await sql(
    `SELECT count(*)::int AS count FROM app.can_read((SELECT id FROM app.person WHERE username = 'vic'), 'expense',
       ARRAY(SELECT id FROM app.expense))`,
  );
  await expect(ada.page.locator('a.title')).toHaveCount(Number(readable?.['count']));
  expect(ada.faults).toEqual([]);
});

test('a sign-out without the network ends the session on the server once that is back', async ({ visit }) => {
  const ada = await visit('ada', '/project');
  await ada.settled();
  await ada.readyForOffline();
  await ada.context.setOffline(true);
  await ada.page.getByRole('button', { name: /Account and settings/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(ada.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const hasCookie = async () => (await ada.context.cookies()).some(({ name }) => name === 'tidemark_refresh');
  expect(await hasCookie()).toBe(true);
  const ended = ada.page.waitForResponse((it) => it.url().endsWith('/api/v1/auth/logout') && it.status() === 204);
  await ada.context.setOffline(false);
  await ended;
  expect(await hasCookie()).toBe(false);
  expect(ada.faults).toEqual([]);
});

test('signing out in one tab signs the other out', async ({ visit }) => {
  const ada = await visit('ada', '/project');
  const other = await ada.context.newPage();
  await other.goto('/task');
  await expect(other.locator('a.title').first()).toBeVisible();
  await ada.settled();
  await ada.page.getByRole('button', { name: /Account and settings/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('a viewer reads and is offered nothing that writes', async ({ visit, sql }) => {
  const vic = await visit('vic', '/employee');
  await expect(vic.page.locator('a.title').first()).toBeVisible();
  await expect(vic.page.getByRole('link', { name: 'New employee' })).toBeHidden();
  const [row] = await sql('SELECT id FROM app.employee LIMIT 1');
  await vic.page.goto(`/employee/${String(row?.['id'])}`);
  await expect(vic.page.getByLabel('Name')).toBeDisabled();
});
