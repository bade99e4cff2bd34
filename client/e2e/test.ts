import { readFileSync } from 'node:fs';

import { type Browser, type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import pg from 'pg';

import { ApiProcess } from './api-process.ts';
import { type Environment, ENVIRONMENT_VARIABLE } from './environment.ts';
import { Visitor } from './visitor.ts';

export { expect };

interface Fixtures {
  /** Opens a browser context of its own, signed in; closed at the end of the test. */
  visit: (username: string, path?: string) => Promise<Visitor>;
}

interface WorkerFixtures {
  environment: Environment;
  api: ApiProcess;
  /** SQL as the owner: what a person at psql can do. */
  sql: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  /** The id of the demo company's project at a place in the order of codes. */
  projectId: (place: number) => Promise<string>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  environment: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures from the pattern
    async ({}, use) => {
      await use(JSON.parse(readFileSync(process.env[ENVIRONMENT_VARIABLE] ?? '', 'utf8')) as Environment);
    },
    { scope: 'worker' },
  ],
  api: [
    async ({ environment }, use) => {
      const api = new ApiProcess(environment);
      await api.start();
      await use(api);
      await api.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  sql: [
    async ({ environment }, use) => {
      const pool = new pg.Pool({ connectionString: environment.ownerUrl, max: 2 });
      await use(async (text, values = []) => (await pool.query(text, [...values])).rows as Record<string, unknown>[]);
      await pool.end();
    },
    { scope: 'worker' },
  ],
  projectId: [
    async ({ sql }, use) => {
      await use(async (place) => {
        const [row] = await sql('SELECT id FROM app.project ORDER BY code OFFSET $1 LIMIT 1', [place]);
        return String(row?.['id']);
      });
    },
    { scope: 'worker' },
  ],
  visit: async ({ browser, api }, use) => {
    const contexts: BrowserContext[] = [];
    await api.start(); // a test before may have failed while the API was down
    await use(async (username, path = '/') => {
      const visitor = await open(browser, api.url, contexts);
      await visitor.signIn(username, path);
      return visitor;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

async function open(browser: Browser, baseURL: string, contexts: BrowserContext[]): Promise<Visitor> {
  const context = await browser.newContext({ baseURL, locale: 'en-GB', viewport: { width: 1360, height: 850 } });
  contexts.push(context);
  const page: Page = await context.newPage();
  return new Visitor(context, page);
}
