import type { EngineHarness } from './engine-bundle.ts';
import { engineContext, EnginePage } from './engine-page.ts';
import { expect, test } from './test.ts';

declare const harness: EngineHarness;

/** Times at which the tab is killed, in milliseconds after the first write. */
const KILL_AT_MS = [0, 3, 8, 15, 25, 40, 60, 90, 130, 180, 250, 350, 700, 1_000];

test('a tab killed at any moment loses no accepted write, and applies none twice', async ({ browser, api, sql }) => {
  test.setTimeout(180_000);
  await api.start();
  const context = await engineContext(browser);
  const ids = (await sql('SELECT id FROM app.project ORDER BY code LIMIT 5')).map((row) => String(row['id']));
  const accepted: string[] = [];
  await context.exposeBinding('accepted', (_, mark: string) => void accepted.push(mark));
  const run = `kill ${Date.now()}`;
  for (const [round, killAtMs] of KILL_AT_MS.entries()) {
    const tab = await EnginePage.open(context, api.url, 'ada');
    await expect.poll(() => tab.run(() => harness.rows.length, null), { timeout: 20_000 }).toBeGreaterThan(5);
    // Every third round without a network: what is accepted then has only the local store to live in.
    if (round % 3 === 2) await context.setOffline(true);
    await tab.run(
      ([targets, prefix]) => {
        void (async () => {
          for (let write = 0; write < 60; write += 1) {
            const mark = `${prefix} write ${write}.`;
            await harness.patch(targets[write % targets.length] ?? '', { description: mark });
            (globalThis as unknown as { accepted(mark: string): void }).accepted(mark);
          }
        })();
      },
      [ids, `${run} round ${round}`] as const,
    );
    await tab.page.waitForTimeout(killAtMs);
    await tab.crash();
    await context.setOffline(false);
  }

  const tab = await EnginePage.open(context, api.url, 'ada');
  await expect.poll(() => tab.status(), { timeout: 60_000 }).toMatchObject({ state: 'online', pending: 0, refused: 0 });
  const log = await sql(
    `SELECT entity_to_version->>'description' AS mark, count(*)::int AS times FROM app.logging
     WHERE entity_code = 'project' AND action = 2 AND entity_to_version->>'description' LIKE $1
       AND entity_from_version->>'description' IS DISTINCT FROM entity_to_version->>'description'
     GROUP BY 1`,
    [`${run}%`],
  );
  const times = new Map(log.map((row) => [String(row['mark']), Number(row['times'])]));
  expect(accepted.filter((mark) => !times.has(mark))).toEqual([]);
  expect([...times].filter(([, count]) => count !== 1)).toEqual([]);
  expect(accepted.length).toBeGreaterThan(20);
  test.info().annotations.push({ type: 'writes', description: `${accepted.length} accepted, ${times.size} applied` });
  await context.close();
});

test('storage that is full is said, the write is rejected, and works again when there is room', async ({
  browser,
  api,
  sql,
}) => {
  const context = await engineContext(browser);
  const [row] = await sql('SELECT id FROM app.project ORDER BY code LIMIT 1');
  const tab = await EnginePage.open(context, api.url, 'ada');
  await expect.poll(() => tab.run(() => harness.rows.length, null), { timeout: 20_000 }).toBeGreaterThan(5);
  await tab.run(() => {
    const put = IDBObjectStore.prototype.put;
    Object.assign(globalThis, { makeRoom: () => (IDBObjectStore.prototype.put = put) });
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The quota is used up.', 'QuotaExceededError');
    };
  }, null);
  const rejection = await tab.run(
    (id) =>
      harness.patch(id, { description: 'no room' }).then(
        () => 'accepted',
        () => 'rejected',
      ),
    String(row?.['id']),
  );
  expect(rejection).toBe('rejected');
  await expect.poll(() => tab.status()).toMatchObject({ error: { code: 'STORAGE_FULL' }, synced: false });
  await tab.run(() => (globalThis as unknown as { makeRoom(): void }).makeRoom(), null);
  await tab.run((id) => harness.patch(id, { description: `room again ${Date.now()}` }), String(row?.['id']));
  await expect.poll(() => tab.status(), { timeout: 20_000 }).toMatchObject({ synced: true, pending: 0 });
  expect((await tab.status())?.error).toBeUndefined();
  expect(await tab.run(() => harness.faults, null)).toEqual([]);
  await context.close();
});

test('a release that stores records differently keeps what was unsent and what was loaded', async ({
  browser,
  api,
  sql,
  projectId,
}) => {
  const context = await engineContext(browser);
  const id = await projectId(1);
  const mark = `before the upgrade ${Date.now()}`;
  const next = await EnginePage.load(context, api.url);
  const former = await EnginePage.open(context, api.url, 'ada');
  await expect.poll(() => former.run(() => harness.rows.length, null), { timeout: 20_000 }).toBeGreaterThan(5);
  await context.setOffline(true);
  await former.run(([target, text]) => harness.patch(target, { description: text }), [id, mark] as const);
  const databases = (): Promise<string[]> =>
    former.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  const before = await databases();
  const loaded = await former.run(() => harness.rows.length, null);
  await former.run(() => harness.close(), null);

  const userId = String((await sql("SELECT id FROM app.person WHERE username = 'ada'"))[0]?.['id']);
  await next.run((user) => harness.open('ada', { userId: user, entities: 'more' }).then(() => harness.show()), userId);
  await expect.poll(() => next.status()).toMatchObject({ pending: 1 });
  await expect.poll(() => next.run(() => harness.rows.length, null)).toBe(loaded);
  const left = async () => (await databases()).filter((name) => name.endsWith('--records') && before.includes(name));
  await expect.poll(left).toEqual([]);
  await context.setOffline(false);
  await expect.poll(() => next.status(), { timeout: 40_000 }).toMatchObject({ pending: 0, synced: true });
  const [saved] = await sql('SELECT description FROM app.project WHERE id = $1', [id]);
  expect(saved?.['description']).toBe(mark);
  await context.close();
});
