import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { jestCounts } from './jest-counts.ts';
import { nxFailures } from './nx-failures.ts';
import { playwrightCounts } from './playwright-counts.ts';
import { summary } from './summary.ts';

describe('test results', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('come from one file for each Jest project', () => {
    writeFileSync(
      path.join(folder, 'jest-api.json'),
      JSON.stringify({ project: 'api', passed: 3, skipped: 1, failures: ['a.spec.ts: works'] }),
    );
    writeFileSync(path.join(folder, 'playwright.json'), '{}');
    expect(jestCounts(folder)).toEqual([{ name: 'test api', passed: 3, skipped: 1, failures: ['a.spec.ts: works'] }]);
  });

  it('are none where nothing was run', () => {
    expect(jestCounts(path.join(folder, 'missing'))).toEqual([]);
    expect(playwrightCounts(path.join(folder, 'missing'))).toBeUndefined();
  });

  it('count each Playwright test once, in nested groups too, and errors outside tests', () => {
    const spec = (title: string, status: string): unknown => ({ title, file: 'live.e2e.ts', tests: [{ status }] });
    const report = {
      suites: [
        {
          title: 'live.e2e.ts',
          specs: [spec('one', 'expected'), spec('two', 'flaky')],
          suites: [{ title: 'group', specs: [spec('three', 'unexpected'), spec('four', 'skipped')] }],
        },
      ],
      errors: [{ message: '\u001b[31mno server\u001b[39m\n  at x' }],
    };
    const file = path.join(folder, 'playwright.json');
    writeFileSync(file, JSON.stringify(report));
    expect(playwrightCounts(file)).toEqual({
      name: 'e2e client',
      passed: 2,
      skipped: 1,
      failures: ['live.e2e.ts: three', 'no server'],
    });
  });

  it('name the tasks that Nx lists as failed', () => {
    const output =
      'Failed tasks:\n\n- old:lint\n\n NX   Ran\nFailed tasks:\n\n- api:lint\n- client:build:production\n\nHint: run with --verbose';
    expect(nxFailures(output)).toEqual(['api:lint', 'client:build:production']);
    expect(nxFailures('NX   Successfully ran target lint')).toEqual([]);
  });

  it('end with the totals alone on the last line', () => {
    const text = summary([
      { name: 'lint', passed: 0, skipped: 0, failures: ['api:lint'] },
      { name: 'test api', passed: 12, skipped: 0, failures: [] },
      { name: 'e2e client', passed: 3, skipped: 0, failures: ['live.e2e.ts: one'] },
    ]);
    expect(text.trimEnd().split('\n').at(-1)).toBe('15 passed, 2 failed');
    expect(text).toContain('✗ lint: api:lint');
  });
});
