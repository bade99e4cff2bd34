import type { BrowserContext } from '@playwright/test';

import type { EngineHarness } from './engine-bundle.ts';
import { engineContext, EnginePage } from './engine-page.ts';
import { expect, test } from './test.ts';

declare const harness: EngineHarness;

const ROUNDS = 60;

/** The same sequence in every run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const byId = (rows: readonly unknown[]): unknown[] =>
  [...rows].sort((left, right) =>
    String((left as { id: string }).id).localeCompare(String((right as { id: string }).id)),
  );

/** Every project that a person may read, as the server gives it. */
async function visibleProjects(url: string, username: string): Promise<unknown[]> {
  const signIn = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'tidemark' }),
  });
  const { accessToken } = (await signIn.json()) as { accessToken: string };
  const page = await fetch(`${url}/api/v1/project?sort=name&limit=200`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return byId(((await page.json()) as { items: unknown[] }).items);
}

test('two people with three tabs, a flaky network, crashes and SQL: the invariants hold', async ({
  browser,
  api,
  sql,
}) => {
  test.setTimeout(240_000);
  await api.start();
  const random = seededRandom(20_261_122);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const contexts: readonly BrowserContext[] = [await engineContext(browser), await engineContext(browser)];
  const [adas, toms] = contexts as [BrowserContext, BrowserContext];
  const accepted: string[] = [];
  for (const context of contexts)
    await context.exposeBinding('accepted', (_, mark: string) => void accepted.push(mark));
  const tabs = [
    { context: adas, username: 'ada', tab: await EnginePage.open(adas, api.url, 'ada') },
    { context: adas, username: 'ada', tab: await EnginePage.open(adas, api.url, 'ada') },
    { context: toms, username: 'tom', tab: await EnginePage.open(toms, api.url, 'tom') },
  ];
  for (const { tab } of tabs)
    await expect.poll(() => tab.status(), { timeout: 30_000 }).toMatchObject({ synced: true });
  // Records that both may write.
  const ids = await tabs[2]?.tab.run(() => harness.rows.slice(0, 6).map(({ id }) => id), null);
  const run = `invariants ${Date.now()}`;
  const faults: string[] = [];

  for (let round = 0; round < ROUNDS; round += 1) {
    const one = pick(tabs);
    const chance = random();
    if (chance < 0.55) {
      const field = pick(['description', 'description', 'priority']);
      const value = field === 'priority' ? pick(['low', 'normal', 'high']) : `${run} write ${round}.`;
      await one.tab.run(
        ([id, name, text]) =>
          harness.patch(id, { [name]: text }).then(
            () => (globalThis as unknown as { accepted(mark: string): void }).accepted(text),
            () => undefined,
          ),
        [pick(ids ?? []), field, value] as const,
      );
    } else if (chance < 0.75) {
      await sql('UPDATE app.project SET progress = $1 WHERE id = $2', [Math.floor(random() * 100), pick(ids ?? [])]);
    } else if (chance < 0.85) {
      await one.context.setOffline(true);
      setTimeout(() => void one.context.setOffline(false), 300 + random() * 1_500);
    } else if (chance < 0.9) {
      faults.push(...(await one.tab.run(() => harness.faults, null)));
      await one.tab.crash();
      await one.context.setOffline(false);
      one.tab = await EnginePage.open(one.context, api.url, one.username);
    } else if (chance < 0.95) one.tab.block(2_500);
    else await sql('UPDATE app.project SET description = $1 WHERE id = $2', [`by SQL ${round}`, pick(ids ?? [])]);
    await one.tab.page.waitForTimeout(random() * 250);
  }

  for (const context of contexts) await context.setOffline(false);
  await tabs[0]?.tab.page.waitForTimeout(3_000);
  for (const { tab } of tabs) {
    await expect.poll(() => tab.status(), { timeout: 60_000 }).toMatchObject({ state: 'online', pending: 0 });
  }
  // I3, I4: each accepted write is applied exactly once, or shown as refused.
  const refused = new Set<unknown>();
  for (const { tab } of tabs) {
    const shown = await tab.run(() => harness.outbox.map(({ fields }) => fields['description']), null);
    for (const mark of shown) refused.add(mark);
  }
  const log = await sql(
    `SELECT entity_to_version->>'description' AS mark, count(*)::int AS times FROM app.logging
     WHERE entity_code = 'project' AND action = 2 AND entity_to_version->>'description' LIKE $1
       AND entity_from_version->>'description' IS DISTINCT FROM entity_to_version->>'description'
     GROUP BY 1`,
    [`${run}%`],
  );
  const times = new Map(log.map((row) => [String(row['mark']), Number(row['times'])]));
  const marks = accepted.filter((mark) => mark.startsWith(run));
  expect(marks.filter((mark) => !times.has(mark) && !refused.has(mark))).toEqual([]);
  expect(marks.filter((mark) => times.has(mark) && refused.has(mark))).toEqual([]);
  expect([...times].filter(([, count]) => count !== 1)).toEqual([]);

  // I2: every tab shows the server's rows, byte for byte; I6: no version went back; I10: the status said the truth.
  for (const { tab, username } of tabs) {
    await tab.run(() => harness.discardAll(), null);
    const expected = await visibleProjects(api.url, username);
    // The last writes of one person reach the other a moment after they were acknowledged.
    await expect(async () => {
      expect(await tab.status()).toMatchObject({ synced: true, refused: 0, transport: 'websocket' });
      expect(byId(await tab.run(() => harness.rows.map(({ base }) => base), null))).toEqual(expected);
    }).toPass({ timeout: 15_000 });
    faults.push(...(await tab.run(() => harness.faults, null)));
  }
  expect(faults).toEqual([]);
  expect(marks.length).toBeGreaterThan(10);
  test.info().annotations.push({
    type: 'writes',
    description: `${marks.length} accepted, ${times.size} applied, ${refused.size} refused`,
  });
  for (const context of contexts) await context.close();
});
