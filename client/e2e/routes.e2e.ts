import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ENTITIES } from '@tidemark/entities';

import { expect, test } from './test.ts';

/** Serious and critical findings, as readable lines; in the dark only what can differ there. */
async function findings(page: Page, theme: 'light' | 'dark' = 'light'): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await (theme === 'dark' ? axe.withRules(['color-contrast']) : axe.withTags(tags)).analyze();
  return violations
    .filter((it) => it.impact === 'serious' || it.impact === 'critical')
    .flatMap((it) =>
      it.nodes
        .slice(0, 3)
        .map((node) => `${new URL(page.url()).pathname} ${theme} ${it.id}: ${node.html.slice(0, 200)}`),
    );
}

/** The page as it is, then its colours in the dark. */
async function inBothThemes(page: Page): Promise<string[]> {
  const light = await findings(page);
  const setDark = (dark: boolean) =>
    page.evaluate((on) => {
      document.documentElement.classList.toggle('light', !on);
      document.documentElement.classList.toggle('dark', on);
    }, dark);
  await setDark(true);
  const dark = await findings(page, 'dark');
  await setDark(false);
  return [...light, ...dark];
}

test('axe finds nothing serious on any page, light and dark', async ({ visit }) => {
  test.setTimeout(900_000);
  const ada = await visit('ada');
  const { page } = ada;
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await expect(page.locator('app-e-chart canvas').first()).toBeVisible();
  const found = await inBothThemes(page);
  for (const [index, entity] of ENTITIES.entries()) {
    // Forms are made of the same parts: their colours and the empty ones are looked at in one entity of five.
    const wholly = index % 5 === 0;
    await navigation.getByRole('link', { name: entity.plural, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: entity.plural })).toBeVisible();
    await expect(page.locator('a.title').first()).toBeVisible();
    found.push(...(await inBothThemes(page)));
    if (wholly) {
      await page.getByRole('link', { name: `New ${entity.label.toLowerCase()}`, exact: false }).click();
      await expect(page.locator('app-record-form')).toBeVisible();
      found.push(...(await inBothThemes(page)));
      await navigation.getByRole('link', { name: entity.plural, exact: true }).click();
    }
    await page.locator('a.title').first().click();
    await expect(page.locator('app-record-form')).toBeVisible();
    found.push(...(wholly ? await inBothThemes(page) : await findings(page)));
  }
  expect(found).toEqual([]);
  expect(ada.faults).toEqual([]);
});

test('axe finds nothing serious in tabs, panels, dialogs and the sign-in page', async ({ visit, sql }) => {
  const [row] = await sql('SELECT id FROM app.project ORDER BY code LIMIT 1');
  const ada = await visit('ada', `/project/${String(row?.['id'])}`);
  const { page } = ada;
  const found: string[] = [];
  const check = async () => void found.push(...(await findings(page)));
  await ada.settled();
  for (const tab of ['Related', 'History']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.locator('app-related-list, app-record-history ol').first()).toBeVisible();
    await check();
  }
  await ada.chip.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /Jump to/ })).toBeVisible();
  await check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Account and settings/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  await check();
  await page.keyboard.press('Escape');
  await page.goto('/project');
  await page.getByRole('button', { name: 'Status' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Filter by Status' })).toBeVisible();
  await check();
  await page.goto('/nowhere/at/all');
  await check();
  await page.goto('/sign-in');
  await check();
  expect(found).toEqual([]);
});

test('a phone sees every list as cards, without scrolling sideways', async ({ visit }) => {
  const ada = await visit('ada');
  await ada.page.setViewportSize({ width: 390, height: 780 });
  for (const entity of ENTITIES.filter((_, index) => index % 6 === 0)) {
    await ada.page.goto(`/${entity.code}`);
    await expect(ada.page.locator('a.title, app-empty-state').first()).toBeVisible();
    const overflow = await ada.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, entity.code).toBeLessThanOrEqual(0);
  }
});
