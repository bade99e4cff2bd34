import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ENTITIES } from '@tidemark/entities';

import { expect, test } from './test.ts';

/** Serious and critical findings, as readable lines. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations
    .filter((it) => it.impact === 'serious' || it.impact === 'critical')
    .flatMap((it) =>
      it.nodes.slice(0, 3).map((node) => `${new URL(page.url()).pathname} ${it.id}: ${node.html.slice(0, 160)}`),
    );
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any page, ${theme}`, async ({ visit, sql }) => {
    test.setTimeout(900_000);
    const ada = await visit('ada');
    const { page } = ada;
    await page.evaluate((choice) => localStorage.setItem('tidemark.theme', JSON.stringify(choice)), theme);
    await page.goto('/');
    await expect(page.locator('app-e-chart canvas').first()).toBeVisible();
    const found = await findings(page);
    for (const entity of ENTITIES) {
      await page.goto(`/${entity.code}`);
      await expect(page.locator('a.title, app-empty-state').first()).toBeVisible();
      found.push(...(await findings(page)));
      const [row] = await sql(`SELECT id FROM app.${entity.code} LIMIT 1`);
      // In the dark half the forms are the same components: one in five is enough.
      if (theme === 'dark' && ENTITIES.indexOf(entity) % 5 !== 0) continue;
      if (row) {
        await page.goto(`/${entity.code}/${String(row['id'])}`);
        await expect(page.locator('app-record-form')).toBeVisible();
        found.push(...(await findings(page)));
      }
      await page.goto(`/${entity.code}/new`);
      await expect(page.locator('app-record-form')).toBeVisible();
      found.push(...(await findings(page)));
    }
    expect(found).toEqual([]);
    expect(ada.faults).toEqual([]);
  });
}

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
