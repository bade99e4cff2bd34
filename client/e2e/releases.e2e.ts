import type { Page } from '@playwright/test';

import { NextRelease } from './next-release.ts';
import { expect, test } from './test.ts';

const mainScript = (page: Page): Promise<string | null> =>
  page.locator('script[src^="main"]').first().getAttribute('src');
const notice = (page: Page) => page.getByText('A new release of Tidemark is ready.');

test.afterEach(async ({ api }) => {
  await api.stop();
  await api.start();
});

test('a tab of the former release is told of the next one, keeps what is typed in it, and is of the next one when it is reloaded', async ({
  visit,
  api,
  projectId,
}) => {
  using next = new NextRelease();
  const ada = await visit('ada', `/project/${await projectId(2)}`);
  const { page } = ada;
  await ada.readyForOffline();
  await ada.settled();
  const before = await mainScript(page);
  await page.getByLabel('Name').fill('Typed before the release');
  await api.stop();
  await api.start({ CLIENT_DIR: next.folder });
  await expect(notice(page)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByLabel('Name')).toHaveValue('Typed before the release');
  await page.getByRole('button', { name: 'Undo' }).click();

  await page.getByRole('button', { name: 'Reload now' }).click();
  await expect.poll(() => mainScript(page).catch(() => before)).not.toBe(before);
  await ada.settled();
  await expect(notice(page)).toBeHidden();
  // Nor is a tab that begins with the next release told of it.
  const other = await ada.context.newPage();
  await other.goto('/project');
  await expect(other.locator('a.title').first()).toBeVisible();
  await other.waitForTimeout(1_000);
  await expect(notice(other)).toBeHidden();
  expect(ada.faults).toEqual([]);
});

test('a reload is not caught between pods of two releases', async ({ visit, api }) => {
  using next = new NextRelease();
  next.removeScripts();
  const ada = await visit('ada', '/project');
  const { page } = ada;
  await ada.readyForOffline();
  const before = await mainScript(page);
  await api.stop();
  await api.start({ CLIENT_DIR: next.folder });
  await page.reload();
  await expect(page.locator('a.title').first()).toBeVisible();
  expect(await mainScript(page)).toBe(before);
  await ada.settled();
});

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('a page whose code the server no longer has says so, and is there after a reload', async ({ visit, api }) => {
    using next = new NextRelease();
    const { page } = await visit('ada', '/project');
    await expect(page.locator('a.title').first()).toBeVisible();
    await api.stop();
    await api.start({ CLIENT_DIR: next.folder });
    await page.locator('a.title').first().click();
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await page.locator('a.title').first().click();
    await expect(page.getByRole('tab', { name: 'Details' })).toBeVisible();
  });

  test('a start that cannot find its code says what to do', async ({ visit, api }) => {
    using next = new NextRelease();
    next.removeScripts();
    const { page } = await visit('ada', '/project');
    await api.stop();
    await api.start({ CLIENT_DIR: next.folder });
    await page.reload();
    await expect(page.getByText('If nothing more appears, reload the page.')).toBeVisible({ timeout: 15_000 });
  });
});
