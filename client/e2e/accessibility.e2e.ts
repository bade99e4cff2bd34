import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, test } from './test.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rows of a list are alike: so many are looked at. */
const ROWS = 8;

/** Serious and critical findings as readable lines, of the page as it is and of its colours in the dark. */
async function findings(page: Page, kind: string): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    // Without motion, so that no colour is caught on its way.
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const axe = new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .exclude(`[data-index]:nth-child(n + ${ROWS + 1})`)
      .setLegacyMode(); // for pages with frames it would take another tab; there are none
    const { violations } = await (theme === 'light' ? axe.withTags(TAGS) : axe.withRules(['color-contrast'])).analyze();
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      found.push(...nodes.slice(0, 3).map(({ html }) => `${kind}, ${theme}, ${id}: ${html.slice(0, 200)}`));
    }
  }
  return found;
}

test('axe finds nothing serious on any kind of page, light and dark', async ({ visit, sql }) => {
  const [row] = await sql('SELECT id FROM app.project ORDER BY code LIMIT 1');
  const ada = await visit('ada', '/');
  const { page } = ada;
  const found: string[] = [];
  const check = async (kind: string) => void found.push(...(await findings(page, kind)));

  await ada.settled();
  await expect(page.locator('app-e-chart canvas').first()).toBeVisible();
  await check('home');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Projects', exact: true }).click();
  await expect(page.locator('a.title').first()).toBeVisible();
  await check('list');
  await page.getByRole('button', { name: 'Status' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Filter by Status' })).toBeVisible();
  await check('filter');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('nothing is called this');
  await expect(page.getByRole('heading', { name: 'No projects match' })).toBeVisible();
  await check('empty list');
  await page.getByRole('link', { name: 'New project' }).click();
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByText('Name is needed')).toBeVisible();
  await check('new, with mistakes');

  await page.goto(`/project/${String(row?.['id'])}`);
  await ada.settled();
  await page.getByLabel('Name').fill('Not saved yet');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await check('record with a change');
  await page.getByRole('button', { name: 'Undo' }).click();
  for (const tab of ['Related', 'History']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.locator('app-related-list, app-record-history ol').first()).toBeVisible();
    await check(tab);
  }
  await page.goto('/nowhere/at/all');
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
  await check('not found');

  const vic = await visit('vic', '/office');
  await vic.page.locator('a.title').first().click();
  await expect(vic.page.getByText('Read only.')).toBeVisible();
  found.push(...(await findings(vic.page, 'record that may only be read')));
  expect(found).toEqual([]);
  expect(ada.faults).toEqual([]);
});

test('axe finds nothing serious at the width of a phone', async ({ visit, projectId }) => {
  const ada = await visit('ada', `/project/${await projectId(2)}`);
  const { page } = ada;
  // As narrow as a phone but tall: a label below the fold of the page's own scrolling counts as hidden to axe.
  await page.setViewportSize({ width: 390, height: 3_000 });
  await ada.settled();
  const found = await findings(page, 'record');
  await page.getByRole('button', { name: 'Show navigation' }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Projects', exact: true }).click();
  await expect(page.locator('.cards a.title').first()).toBeVisible();
  found.push(...(await findings(page, 'list of cards')));
  expect(found).toEqual([]);
  expect(ada.faults).toEqual([]);
});

test('axe finds nothing serious in menus, panels, dialogs and the sign-in page', async ({
  visit,
  sql,
  projectId,
  browser,
  api,
}) => {
  const id = await projectId(1);
  const ada = await visit('ada', `/project/${id}`);
  const { page } = ada;
  const found: string[] = [];
  const check = async (kind: string) => void found.push(...(await findings(page, kind)));
  await ada.settled();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /Jump to/ })).toBeVisible();
  await check('palette');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Account and settings/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  await check('user menu');
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check('shortcuts');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Delete / }).click();
  await expect(page.getByRole('button', { name: 'Delete project' })).toBeVisible();
  await check('question before deleting');
  await page.keyboard.press('Escape');

  await ada.context.setOffline(true);
  await expect(ada.chip).toHaveText(/Offline/);
  await page.getByLabel('Name').fill('Waits for the network');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ada.chip).toHaveText(/1 waiting/);
  await check('offline record');
  await ada.chip.click();
  await expect(page.getByRole('heading', { name: 'Waiting to be sent (1)' })).toBeVisible();
  await check('sync panel');
  await page.keyboard.press('Escape');
  await sql(`UPDATE app.project SET name = 'Theirs' WHERE id = $1`, [id]);
  await ada.context.setOffline(false);
  await expect(ada.chip).toHaveText(/1 needs attention/, { timeout: 60_000 });
  await check('record with a refused change');
  await page.getByRole('button', { name: 'Compare and decide' }).click();
  await expect(page.getByRole('dialog')).toContainText('Theirs');
  await check('conflict');

  const stranger = await browser.newContext({ baseURL: api.url });
  const signIn = await stranger.newPage();
  await signIn.goto('/sign-in');
  await expect(signIn.getByRole('button', { name: 'Sign in' })).toBeVisible();
  found.push(...(await findings(signIn, 'sign-in')));
  await stranger.close();
  expect(found).toEqual([]);
  expect(ada.faults).toEqual([]);
});
