import { expect, test } from './test.ts';

/** One project by its code: tests change names. */
async function project(sql: (text: string) => Promise<Record<string, unknown>[]>, offset = 0) {
  const [row] = await sql(`SELECT id, name FROM app.project ORDER BY name OFFSET ${offset} LIMIT 1`);
  return { id: String(row?.['id']), name: String(row?.['name']) };
}

test('an UPDATE in SQL changes the name in two open browsers, without a reload', async ({ visit, sql }) => {
  const { id } = await project(sql);
  const ada = await visit('ada', '/project');
  const mia = await visit('mia', '/project');
  await Promise.all([ada.settled(), mia.settled()]);
  const stays = await Promise.all(
    [ada, mia].map((it) => it.page.evaluate(() => ((window as unknown as { stay: number }).stay = 1))),
  );
  expect(stays).toEqual([1, 1]);

  const name = `AAA renamed by SQL ${Date.now()}`;
  const began = Date.now();
  await sql('UPDATE app.project SET name = $2 WHERE id = $1', [id, name]);
  await Promise.all([ada, mia].map((it) => expect(it.row(name)).toBeVisible()));
  const tookMs = Date.now() - began;
  test.info().annotations.push({ type: 'SQL UPDATE to both screens', description: `${tookMs} ms` });

  for (const it of [ada, mia]) {
    expect(await it.page.evaluate(() => (window as unknown as { stay?: number }).stay)).toBe(1);
    expect(it.linesLike(/^\[Sync\] Connected$/).length).toBeGreaterThan(0);
    expect(it.linesLike(/^\[Sync\] Subscribed: project \(50\)$/).length).toBeGreaterThan(0);
    expect(it.linesLike(/^\[Sync\] Subscribed: project \{\}$/).length).toBeGreaterThan(0);
    expect(it.linesLike(/^\[Sync\] INVALIDATE: project \(1 changes\)$/).length).toBeGreaterThan(0);
    expect(it.linesLike(new RegExp(`^\\[Sync\\] Refetched project/${id}$`)).length).toBeGreaterThan(0);
    expect(it.faults).toEqual([]);
  }
});

test('an edit in one browser changes the list and the open form in the other', async ({ visit, sql }) => {
  const { id } = await project(sql, 1);
  const ada = await visit('ada', `/project/${id}`);
  const mia = await visit('mia', `/project/${id}`);
  await Promise.all([ada.settled(), mia.settled()]);

  const name = `AAB edited in a browser ${Date.now()}`;
  await ada.page.getByLabel('Name').fill(name);
  await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
  const began = Date.now();
  await expect(mia.page.getByRole('heading', { level: 1 })).toHaveText(name);
  test.info().annotations.push({ type: 'edit to the other screen', description: `${Date.now() - began} ms` });
  await expect(mia.page.getByLabel('Name')).toHaveValue(name);
  await ada.settled();
  const [row] = await sql('SELECT name FROM app.project WHERE id = $1', [id]);
  expect(row?.['name']).toBe(name);
  expect([...ada.faults, ...mia.faults]).toEqual([]);
});

test('what somebody types stays, and says what the other side wrote meanwhile', async ({ visit, sql }) => {
  const { id } = await project(sql, 2);
  const ada = await visit('ada', `/project/${id}`);
  await ada.settled();
  await ada.page.getByLabel('Name').fill('Mine, still being typed');
  await sql(`UPDATE app.project SET name = 'Theirs', progress = 77 WHERE id = $1`, [id]);
  await expect(ada.page.getByText('Meanwhile changed to “Theirs”.')).toBeVisible();
  await expect(ada.page.getByLabel('Name')).toHaveValue('Mine, still being typed');
  await expect(ada.page.getByLabel('Progress')).toHaveValue('77');
  await ada.page.getByRole('button', { name: 'Take it' }).click();
  await expect(ada.page.getByLabel('Name')).toHaveValue('Theirs');
  await expect(ada.page.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
});

test('a record is created, shows in the other list, is deleted after a question, and restored', async ({ visit }) => {
  const ada = await visit('ada', '/office/new');
  const mia = await visit('mia', '/office');
  const name = `AAA office ${Date.now()}`;
  await ada.page.getByRole('button', { name: 'Create office' }).click();
  await expect(ada.page.getByText('Name is needed')).toBeVisible();
  await ada.page.getByLabel('Name', { exact: false }).first().fill(name);
  for (const label of await ada.page.locator('app-field-input:has(input:required)').all()) {
    const input = label.locator('input').first();
    if ((await input.inputValue()) === '') await input.fill('Test');
  }
  await ada.page.getByRole('button', { name: 'Create office' }).click();
  await expect(ada.page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(mia.row(name)).toBeVisible();
  const address = ada.page.url();

  await ada.page.getByRole('button', { name: `Delete ${name}` }).click();
  await ada.page.getByRole('button', { name: 'Delete office' }).click();
  await expect(mia.row(name)).toBeHidden();

  await ada.page.goto(address);
  await ada.page.getByRole('button', { name: 'Restore office' }).click();
  await expect(ada.page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(mia.row(name)).toBeVisible();
  expect([...ada.faults, ...mia.faults]).toEqual([]);
});
