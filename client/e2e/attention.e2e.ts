import type { Page } from '@playwright/test';

import { expect, test } from './test.ts';

test('keyboard only: an edit made offline is refused, corrected and saved', async ({ visit, sql }) => {
  const rows = await sql('SELECT id, code FROM app.project ORDER BY code OFFSET 6 LIMIT 2');
  const [mine, taken] = rows.map((row) => ({ id: String(row['id']), code: String(row['code']) }));
  if (!mine || !taken) throw new Error('the demo data has too few projects');
  const ada = await visit('ada', '/');
  const { page } = ada;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await ada.settled();

  // To the record: palette, list, search, first row.
  await press('Control+k');
  await expect(page.getByRole('combobox', { name: /Jump to/ })).toBeFocused();
  await page.keyboard.type('projects');
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible();
  const [row] = await sql('SELECT name FROM app.project WHERE id = $1', [mine.id]);
  const name = String(row?.['name']);
  await press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type(name);
  await expect(ada.row(name)).toBeVisible();
  await tabTo(page, `a.title >> text="${name}"`);
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await ada.settled();

  // Offline, a code that another project has.
  await ada.context.setOffline(true);
  await expect(ada.chip).toHaveText(/Offline/);
  await tabTo(page, '[data-field="code"] input');
  await press('Control+a');
  await page.keyboard.type(taken.code);
  await press('Control+s');
  await expect(ada.chip).toHaveText(/Offline, 1 waiting/);

  await ada.context.setOffline(false);
  await expect(ada.chip).toHaveText(/1 needs attention/, { timeout: 60_000 });

  // The panel, its Edit, a free code, saved.
  await tabTo(page, 'tide-sync-status button');
  await press('Enter');
  await expect(page.getByRole('heading', { name: 'Needs your attention (1)' })).toBeVisible();
  await tabTo(page, 'tide-outbox-item button:has-text("Edit")');
  await press('Enter');
  const free = `Z${String(Date.now()).slice(-6)}`;
  await tabTo(page, '[data-field="code"] input');
  await press('Control+a');
  await page.keyboard.type(free);
  await press('Control+s');
  await expect(ada.chip).toHaveText(/All changes saved/, { timeout: 60_000 });
  await expect
    .poll(async () => (await sql('SELECT code FROM app.project WHERE id = $1', [mine.id]))[0]?.['code'])
    .toBe(free);
  expect(ada.faults).toEqual([]);
});

test('two people change the same field: three columns, and the choice is what the server holds', async ({
  visit,
  sql,
}) => {
  const [row] = await sql('SELECT id, name FROM app.project ORDER BY code OFFSET 9 LIMIT 1');
  const id = String(row?.['id']);
  const ada = await visit('ada', `/project/${id}`);
  await ada.settled();
  await ada.context.setOffline(true);
  await expect(ada.chip).toHaveText(/Offline/);
  await ada.page.getByLabel('Name').fill('Mine');
  await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ada.chip).toHaveText(/1 waiting/);
  await sql(`UPDATE app.project SET name = 'Theirs' WHERE id = $1`, [id]);
  await ada.context.setOffline(false);
  await expect(ada.chip).toHaveText(/1 needs attention/, { timeout: 60_000 });

  await ada.page.getByRole('button', { name: 'Compare and decide' }).click();
  const dialog = ada.page.getByRole('dialog');
  await expect(dialog).toContainText(String(row?.['name']));
  await expect(dialog.getByRole('radio', { name: /Mine/ })).toBeChecked();
  await expect(dialog.getByRole('radio', { name: /Theirs/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'All theirs' }).click();
  await dialog.getByRole('button', { name: 'All mine' }).click();
  await dialog.getByRole('button', { name: 'Save decision' }).click();
  await expect(ada.chip).toHaveText(/All changes saved/, { timeout: 60_000 });
  await expect
    .poll(async () => (await sql('SELECT name FROM app.project WHERE id = $1', [id]))[0]?.['name'])
    .toBe('Mine');
  expect(ada.faults).toEqual([]);
});

test('a deletion of what somebody changed meanwhile is asked about, and keeping theirs keeps the record', async ({
  visit,
  sql,
  projectId,
}) => {
  const id = await projectId(12);
  const ada = await visit('ada', `/project/${id}`);
  await ada.settled();
  await ada.context.setOffline(true);
  await expect(ada.chip).toHaveText(/Offline/);
  await ada.page.getByRole('button', { name: /^Delete / }).click();
  await ada.page.getByRole('button', { name: 'Delete project' }).click();
  await expect(ada.chip).toHaveText(/1 waiting/);
  await sql(`UPDATE app.project SET name = 'Still needed' WHERE id = $1`, [id]);
  await ada.context.setOffline(false);
  await expect(ada.chip).toHaveText(/1 needs attention/, { timeout: 60_000 });

  await ada.chip.click();
  await expect(ada.page.locator('tide-outbox-item')).toContainText('You deleted it, and somebody else changed it');
  await ada.page.getByRole('button', { name: 'Compare and decide' }).click();
  const dialog = ada.page.getByRole('dialog', { name: /Delete “Still needed” after all/ });
  await expect(dialog.getByRole('button', { name: 'Delete anyway' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep theirs' }).click();
  await expect(ada.chip).toHaveText(/All changes saved/, { timeout: 60_000 });
  const [after] = await sql('SELECT name FROM app.project WHERE id = $1', [id]);
  expect(after?.['name']).toBe('Still needed');
  expect(ada.faults).toEqual([]);
});

test('different fields changed on both sides merge without a question', async ({ visit, sql, projectId }) => {
  const id = await projectId(10);
  const ada = await visit('ada', `/project/${id}`);
  await ada.settled();
  await ada.context.setOffline(true);
  await ada.page.getByLabel('Name').fill('Merged name');
  await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ada.chip).toHaveText(/1 waiting/);
  await sql('UPDATE app.project SET progress = 42 WHERE id = $1', [id]);
  await ada.context.setOffline(false);
  await expect(ada.chip).toHaveText(/All changes saved/, { timeout: 60_000 });
  const [after] = await sql('SELECT name, progress::int AS progress FROM app.project WHERE id = $1', [id]);
  expect(after).toEqual({ name: 'Merged name', progress: 42 });
  await expect(ada.page.getByLabel('Progress')).toHaveValue('42');
});

test('signing out warns about unsent writes, and then leaves nothing behind', async ({ visit, projectId }) => {
  const ada = await visit('ada', `/project/${await projectId(11)}`);
  await ada.settled();
  await ada.context.setOffline(true);
  await ada.page.getByLabel('Name').fill('Never sent');
  await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ada.chip).toHaveText(/1 waiting/);

  await ada.page.getByRole('button', { name: /Account and settings/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(ada.page.getByText('1 change of yours has not reached the server')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(ada.chip).toHaveText(/1 waiting/);

  await ada.page.getByRole('button', { name: /Account and settings/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await ada.page.getByRole('button', { name: /lose 1 change/ }).click();
  await expect(ada.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const left = await ada.page.evaluate(async () => (await indexedDB.databases()).map((it) => it.name ?? ''));
  expect(left.filter((name) => name.includes('tidemark-'))).toEqual([]);
});

/** Presses Tab until the element has the focus, as somebody without a mouse does; fails after a whole round. */
async function tabTo(page: Page, selector: string): Promise<void> {
  await expect(page.locator(selector).first()).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    const there = await page
      .locator(selector)
      .first()
      .evaluate((element) => element === document.activeElement);
    if (there) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${selector}`);
}
