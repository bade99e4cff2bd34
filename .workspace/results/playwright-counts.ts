import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

import type { Counts } from './counts.ts';

/** The part of Playwright's JSON report that is read here. */
interface Report {
  readonly suites: readonly Suite[];
  /** Errors outside any test, such as a server that did not start. */
  readonly errors: readonly { readonly message?: string }[];
}

interface Suite {
  readonly title: string;
  readonly specs?: readonly Spec[];
  readonly suites?: readonly Suite[];
}

interface Spec {
  readonly title: string;
  readonly file: string;
  readonly tests: readonly { readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped' }[];
}

/** Reads Playwright's JSON report; a test that passed at a second attempt has passed, but says so in its name. */
export function playwrightCounts(file: string): Counts | undefined {
  if (!existsSync(file)) return undefined;
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const specs = report.suites.flatMap(specsOf);
  const outcomes = specs.flatMap((spec) => spec.tests.map(({ status }) => ({ spec, status })));
  const failed = outcomes
    .filter(({ status }) => status === 'unexpected')
    .map(({ spec }) => `${spec.file}: ${spec.title}`);
  return {
    name: 'e2e client',
    passed: outcomes.filter(({ status }) => status === 'expected' || status === 'flaky').length,
    skipped: outcomes.filter(({ status }) => status === 'skipped').length,
    failures: [...failed, ...report.errors.map(({ message }) => firstLine(message ?? 'the run ended with an error'))],
  };
}

function specsOf(suite: Suite): readonly Spec[] {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

function firstLine(text: string): string {
  return stripVTControlCharacters(text).split('\n')[0] ?? '';
}
