import { expect, test } from './test.ts';

test('who stays on a page with typed text finds the history as it was', async ({ visit }) => {
  const ada = await visit('ada', '/');
  const { page } = ada;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Projects', exact: true }).click();
  await page.locator('a.title').first().click();
  await expect(page.getByRole('tab', { name: 'Details' })).toBeVisible();
  const address = page.url();
  const name = page.getByRole('textbox', { name: 'Name' }); // the record's own name may hold the word, too
  await name.fill('Not saved yet');
  await page.goBack();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page).toHaveURL(address);
  await expect(name).toHaveValue('Not saved yet');
  await page.goBack();
  await page.getByRole('button', { name: 'Leave and drop it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole('tab', { name: 'Details' })).toBeVisible();
  await expect(page).toHaveURL(address);
  expect(ada.faults).toEqual([]);
});

test('signing out asks about a half-filled form first, and staying changes nothing', async ({ visit }) => {
  const ada = await visit('ada', '/project/new');
  const { page } = ada;
  await page.getByLabel('Name').fill('Half filled');
  const signOut = async () => {
    await page.getByRole('button', { name: /Account and settings/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  };
  await signOut();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await expect(page.getByLabel('Name')).toHaveValue('Half filled');
  await ada.settled();
  await signOut();
  await page.getByRole('button', { name: 'Leave and drop it' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(ada.faults).toEqual([]);
});

test('signing out in another tab asks about a half-filled form here, and leaves no question over a page that is gone', async ({
  visit,
}) => {
  const ada = await visit('ada', '/project');
  const other = await ada.context.newPage();
  await other.goto('/project/new');
  await other.getByLabel('Name').fill('Half filled');
  const asking = await ada.context.newPage();
  await asking.goto('/task/new');
  await asking.getByLabel('Title').fill('Half filled');
  await asking.getByRole('link', { name: 'Tasks', exact: true }).first().click();
  await expect(asking.getByRole('heading', { name: 'Leave without saving?' })).toBeVisible();
  await ada.settled();
  await ada.page.getByRole('button', { name: /Account and settings/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(ada.page.getByRole('dialog')).toContainText('In another tab you typed something');
  await ada.page.getByRole('button', { name: 'Sign out and drop it' }).click();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(other.getByRole('dialog')).toBeHidden();
  await expect(asking.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(asking.getByRole('dialog')).toBeHidden();
  expect(ada.faults).toEqual([]);
});

test('a number that cannot be read is not saved as nothing', async ({ visit, sql }) => {
  const [row] = await sql('SELECT id, budget::float AS budget FROM app.project WHERE budget IS NOT NULL LIMIT 1');
  const ada = await visit('ada', `/project/${String(row?.['id'])}`);
  const { page } = ada;
  await ada.settled();
  const budget = page.getByLabel('Budget');
  await budget.press('End');
  await budget.pressSequentially('e');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Budget is not a number')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(budget).toHaveValue(String(row?.['budget']));
  await expect(page.getByText('Budget is not a number')).toBeHidden();
  const [after] = await sql('SELECT budget::float AS budget FROM app.project WHERE id = $1', [row?.['id']]);
  expect(after?.['budget']).toBe(row?.['budget']);
  expect(ada.faults).toEqual([]);
});
