import type { Client } from 'pg';

/** Whether nothing has been entered yet: no people, no projects. */
export async function isEmpty(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ is_empty: boolean }>(
    'SELECT NOT EXISTS (SELECT FROM app.person) AND NOT EXISTS (SELECT FROM app.project) AS is_empty',
  );
  return rows[0]?.is_empty ?? true;
}
