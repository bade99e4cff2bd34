import { expect, test } from './test.ts';

type Sql = (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;

/** A task of a project that tom may write. */
async function taskOfTom(sql: Sql) {
  const [row] = await sql(`
    SELECT t.id, t.title, t.project_id FROM app.task t
    JOIN app.project_member m ON m.project_id = t.project_id AND m.can_write
    JOIN app.person p ON p.id = m.person_id AND p.username = 'tom' ORDER BY t.id LIMIT 1`);
  return { id: String(row?.['id']), title: String(row?.['title']), projectId: String(row?.['project_id']) };
}

const setMayWrite = (sql: Sql, projectId: string, value: boolean) =>
  sql(
    `UPDATE app.project_member SET can_write = $2
     WHERE project_id = $1 AND person_id = (SELECT id FROM app.person WHERE username = 'tom')`,
    [projectId, value],
  );

test.afterEach(({ sql }) =>
  sql(`UPDATE app.project_member SET can_write = true
       WHERE NOT can_write AND person_id = (SELECT id FROM app.person WHERE username = 'tom')`),
);

test('a form turns read-only while somebody types, says so offline too, and takes the text once it may be written again', async ({
  visit,
  sql,
}) => {
  const task = await taskOfTom(sql);
  const mayWrite = (value: boolean) => setMayWrite(sql, task.projectId, value);
  const tom = await visit('tom', `/task/${task.id}`);
  const ada = await visit('ada', `/task/${task.id}`);
  await Promise.all([tom.settled(), ada.settled()]);
  const limited = tom.page.getByText('Read only.');
  await expect(limited).toBeHidden();
  await tom.page.getByLabel('Title').fill('Typed by tom');

  await mayWrite(false);
  await expect(limited).toBeVisible();
  await expect(tom.page.getByText('You may see this task but not change it.')).toBeVisible();
  await expect(tom.page.getByLabel('Title')).toHaveValue('Typed by tom');
  await expect(tom.page.getByLabel('Title')).toBeDisabled();
  await expect(tom.page.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
  await expect(tom.page.getByRole('button', { name: 'Copy it' })).toBeVisible();
  await expect(tom.page.getByRole('button', { name: /^Delete/ })).toBeHidden();
  // Nothing changed for the other one, and what she writes arrives.
  await expect(ada.page.getByText('Read only.')).toBeHidden();
  await ada.page.getByLabel('Progress').fill('41');
  await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(tom.page.getByLabel('Progress')).toHaveValue('41');
  await tom.page.getByRole('button', { name: 'Drop it' }).click();
  await expect(tom.page.getByLabel('Title')).toHaveValue(task.title);

  await tom.settled();
  await tom.readyForOffline();
  await tom.context.setOffline(true);
  await tom.page.reload();
  await expect(tom.page.getByRole('heading', { level: 1 })).toHaveText(task.title);
  await expect(limited).toBeVisible();
  await expect(tom.page.getByLabel('Title')).toBeDisabled();

  await mayWrite(true);
  await tom.context.setOffline(false);
  await expect(limited).toBeHidden();
  const title = `Renamed by tom ${Date.now()}`;
  await tom.page.getByLabel('Title').fill(title);
  await tom.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ada.page.getByRole('heading', { level: 1 })).toHaveText(title);
  expect([...tom.faults, ...ada.faults]).toEqual([]);
});

test('a project that may only be read offers nothing that would be refused, and cannot be chosen for a new task', async ({
  visit,
  sql,
}) => {
  const task = await taskOfTom(sql);
  const [project] = await sql('SELECT name FROM app.project WHERE id = $1', [task.projectId]);
  const name = String(project?.['name']);
  await setMayWrite(sql, task.projectId, false);
  const tom = await visit('tom', `/project/${task.projectId}`);
  await tom.settled();
  await expect(tom.page.getByText('You may see this project but not change it.')).toBeVisible();
  await expect(tom.page.getByRole('button', { name: /^Delete/ })).toBeHidden();
  await tom.page.getByRole('tab', { name: 'Related' }).click();
  await expect(tom.page.getByRole('region', { name: 'Tasks' })).toBeVisible();
  await expect(tom.page.getByRole('link', { name: 'New task' })).toBeHidden();
  await expect(tom.page.getByRole('link', { name: 'New expense' })).toBeVisible();

  await tom.page.goto('/task/new');
  await tom.page.getByLabel('Project').fill(name);
  await expect(tom.page.getByRole('option', { name: `${name} Read only` })).toBeDisabled();
  expect(tom.faults).toEqual([]);
});
