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
