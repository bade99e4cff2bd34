import { expect, test } from './test.ts';

test('the focus goes where the person went, and stays by what was pressed', async ({ visit }) => {
  const ada = await visit('ada', '/project?status=active&health=on_track');
  const { page } = ada;
  await ada.settled();
  await page.getByRole('button', { name: 'Remove filter Status' }).press('Enter');
  await expect(
    page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: 'Status', exact: true }),
  ).toBeFocused();
  await page.getByRole('button', { name: 'Clear', exact: true }).press('Enter');
  await expect(page.getByRole('group', { name: 'Filters' })).toBeFocused();

  const first = page.locator('a.title').first();
  const name = (await first.textContent()) ?? '';
  await first.press('Enter');
  const main = page.getByRole('main');
  await expect(main).toBeFocused();
  await expect(main).toHaveAccessibleName(`${name} · Project`);
  await page.goBack();
  await expect(main).toBeFocused();
  await expect(main).toHaveAccessibleName('Projects');

  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tasks', exact: true });
  await link.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tasks');
  await expect(link).toBeFocused();
  await page.reload();
  await ada.settled();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  expect(ada.faults).toEqual([]);
});

test('a question mark shows the shortcuts of the page', async ({ visit }) => {
  const ada = await visit('ada', '/expense');
  const { page } = ada;
  await expect(page.locator('a.title').first()).toBeVisible();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help.getByText('New record in this list')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: /^Search/ }).focus();
  await page.keyboard.press('?');
  await expect(help).toBeHidden();
});

test('Ctrl K and a name lead to the record', async ({ visit, sql }) => {
  const [row] = await sql(`SELECT id, name FROM app.customer ORDER BY name LIMIT 1`);
  const name = String(row?.['name']);
  const ada = await visit('ada', '/vendor');
  const { page } = ada;
  await ada.settled();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /Jump to/ })).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/customer/${String(row?.['id'])}$`));
  await expect(page.getByRole('main')).toHaveAccessibleName(`${name} · Customer`);
  expect(ada.faults).toEqual([]);
});
