import type pg from 'pg';

export interface TestRequest {
  readonly endpoint?: string;
  readonly method?: string;
  readonly userAgent?: string;
  readonly ip?: string;
  readonly requestId?: string;
}

/** Runs work as the API does for a request of this person: in one transaction, committed unless it throws. */
export async function asPerson<Result>(
  client: pg.ClientBase,
  personId: string | null,
  work: (client: pg.ClientBase) => Promise<Result>,
  request: TestRequest = {},
): Promise<Result> {
  const { endpoint = null, method = null, userAgent = null, ip = null, requestId = null } = request;
  await client.query('BEGIN');
  try {
    await client.query('SELECT app.begin_request($1, $2, $3, $4, $5, $6)', [
      personId,
      endpoint,
      method,
      userAgent,
      ip,
      requestId,
    ]);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
