import { SEEDED_CODES } from '@tidemark/database';
import { ENTITIES } from '@tidemark/entities';

import { expect, test } from './test.ts';

test('each entity has a list, an empty form and a record page, without a line of complaint', async ({ visit }) => {
  const ada = await visit('ada', '/');
  let closed = 0;
  ada.page.on('websocket', (socket) => socket.on('close', () => (closed += 1)));
  await ada.page.reload();
  const { page } = ada;
  const heading = page.getByRole('heading', { level: 1 });
  const navigation = page.getByRole('navigation', { name: 'Main' });
  expect(SEEDED_CODES).toHaveLength(31);
  for (const { code, label, plural } of ENTITIES) {
    await navigation.getByRole('link', { name: plural, exact: true }).click();
    await expect(heading).toHaveText(plural);
    const first = page.locator('a.title').first();
    // One that was added since has a list and a form, but nothing to open.
    const isSeeded = SEEDED_CODES.includes(code);
    await expect(isSeeded ? first : page.getByText(`No ${plural.toLowerCase()} yet`)).toBeVisible();
    const title = isSeeded ? ((await first.textContent()) ?? '') : '';

    await page.getByRole('link', { name: `New ${label.toLowerCase()}`, exact: false }).click();
    await expect(heading).toHaveText(`New ${label.toLowerCase()}`);
    await expect(page.getByRole('button', { name: `Create ${label.toLowerCase()}` })).toBeVisible();
    await page.getByRole('link', { name: 'Cancel' }).click();
    if (!isSeeded) continue;

    await page.getByRole('link', { name: title, exact: true }).first().click();
    await expect(heading).toHaveText(title);
    await expect(page.getByRole('tab', { name: 'Details' })).toBeVisible();
    await expect(page.locator('app-record-form app-field-input').first()).toBeVisible();
  }
  await ada.settled();
  expect(ada.complaints).toEqual([]);
  expect(closed, 'sockets closed, as they are where somebody sends more than the server takes').toBe(0);
  expect(ada.faults).toEqual([]);
});

test('the navigation shows the open page, however far down it is', async ({ visit }) => {
  const { page } = await visit('ada', '/');
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Comments', exact: true });
  await expect(link).not.toBeInViewport();
  await page.goto('/comment');
  await expect(link).toBeInViewport({ ratio: 1 });
});

test('a phone sees every list as cards, without scrolling sideways', async ({ visit }) => {
  const ada = await visit('ada');
  const { page } = ada;
  await page.setViewportSize({ width: 390, height: 780 });
  for (const { code, plural } of ENTITIES.filter((_, index) => index % 6 === 0)) {
    await page.goto(`/${code}`);
    await expect(page.getByRole('heading', { level: 1, name: plural })).toBeVisible();
    const first = page.locator('.cards a.title').first();
    await expect(SEEDED_CODES.includes(code) ? first : page.getByText(`No ${plural.toLowerCase()} yet`)).toBeVisible();
    await expect(
      page.getByRole('button', { name: `Sort ${plural}` }),
      'cards have no headers to sort by',
    ).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, code).toBeLessThanOrEqual(0);
  }
});

test('an address with nonsense in it opens what it can, and says so in words where it cannot', async ({ visit }) => {
  const ada = await visit('ada', '/task?projectId=nonsense&dueOn=yesterday&status=gone');
  const { page } = ada;
  await expect(page.locator('a.title').first()).toBeVisible();
  await page.goto('/project/not-an-id');
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
  expect(ada.complaints).toEqual([]);
});

test('long words without a break stay within the screen', async ({ visit, sql, projectId }) => {
  const id = await projectId(3);
  const word = 'w'.repeat(200);
  const [before] = await sql('SELECT name, description FROM app.project WHERE id = $1', [id]);
  const write = (name: unknown, description: unknown) =>
    sql('UPDATE app.project SET name = $2, description = $3 WHERE id = $1', [id, name, description]);
  await write(word, word);
  const ada = await visit('ada', `/project/${id}`);
  const { page } = ada;
  await ada.settled();
  await page
    .getByRole('button', { name: 'Preview' })
    .or(page.getByRole('radio', { name: 'Preview' }))
    .click();
  const rightOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((it) => it.getBoundingClientRect().right);
  expect(await rightOf('app-rich-text')).toBeLessThan(1360);
  await page.setViewportSize({ width: 390, height: 780 });
  await page.goto(`/project?q=${word}`);
  await expect(page.locator('.cards a.title')).toHaveText(word);
  expect(await rightOf('.cards a.title')).toBeLessThan(390);
  await write(before?.['name'], before?.['description']);
});
