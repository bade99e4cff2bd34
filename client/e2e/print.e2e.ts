import { expect, test } from './test.ts';

test('paper holds the whole list, wherever it was scrolled to, and the whole record', async ({ visit, sql }) => {
  const [row] = await sql('SELECT id FROM app.project ORDER BY code LIMIT 1');
  const ada = await visit('ada', '/task');
  const { page } = ada;
  const rows = page.locator('[data-index]');
  await ada.settled();
  await page.locator('cdk-virtual-scroll-viewport').evaluate((it) => it.scrollTo(0, 1_600));
  await expect(rows.first()).not.toHaveAttribute('data-index', '0');
  // The second page comes as the end comes near.
  await expect(page.locator('.count')).toHaveText('100+');
  const printed = async () => (await page.pdf({ format: 'A4' })).toString('latin1');
  await expect(async () => {
    const links = (await printed()).match(/\/task\/[0-9a-f-]{36}/g);
    expect(new Set(links).size).toBe(100);
  }).toPass();

  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(rows.first()).toHaveAttribute('data-index', '0');
  await expect(rows.first()).toBeInViewport();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: null });

  await page.goto(`/project/${String(row?.['id'])}`);
  await ada.settled();
  await page.getByRole('textbox', { name: 'Description' }).fill('A line.\n\n'.repeat(200));
  await page
    .getByRole('button', { name: 'Preview' })
    .or(page.getByRole('radio', { name: 'Preview' }))
    .click();
  await expect(page.getByText('A line.', { exact: true }).nth(199)).toBeAttached();
  const [, pages] = /\/Count (\d+)/.exec(await printed()) ?? [];
  expect(Number(pages)).toBeGreaterThan(2);
  expect(ada.faults).toEqual([]);
});
