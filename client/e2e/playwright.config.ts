import path from 'node:path';

import { defineConfig } from '@playwright/test';

import { findBrowser } from '../../.workspace/browser.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const { executablePath, args, env } = await findBrowser();

/** The built product (`nx build api client`) on a database of its own; see global-setup.ts. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.e2e.ts',
  globalSetup: path.join(import.meta.dirname, 'global-setup.ts'),
  // One server, which some tests stop: tests follow each other.
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  outputDir: path.join(root, 'tmp/e2e'),
  use: {
    locale: 'en-GB',
    viewport: { width: 1360, height: 850 },
    screenshot: 'only-on-failure',
    // A trace records the page at every step, which costs a third of the time: `nx e2e client --trace on` makes one.
    trace: 'off',
    launchOptions: { executablePath, args, env: { ...process.env, ...env } as Record<string, string> },
  },
});
