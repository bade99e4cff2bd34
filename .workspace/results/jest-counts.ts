import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Counts } from './counts.ts';

interface JestResult {
  readonly project: string;
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
}

/** Reads what the results reporter of each Jest project wrote to `folder`. */
export function jestCounts(folder: string): Counts[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^jest-.+\.json$/.test(file))
    .sort()
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as JestResult)
    .map(({ project, ...counts }) => ({ name: `test ${project}`, ...counts }));
}
