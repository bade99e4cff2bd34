import type { Counts } from './counts.ts';

interface Totals {
  readonly passed: number;
  readonly failed: number;
}

/** Adds the parts up. Checks (lint, types, format, builds) count only when they fail: there is nothing to count in them. */
export function totals(parts: readonly Counts[]): Totals {
  return {
    passed: parts.reduce((sum, { passed }) => sum + passed, 0),
    failed: parts.reduce((sum, { failures }) => sum + failures.length, 0),
  };
}

/** The end of `npm test`: a line per part, the failures by name, and, alone on the last line, the totals. */
export function summary(parts: readonly Counts[]): string {
  const { passed, failed } = totals(parts);
  const width = Math.max(0, ...parts.map(({ name }) => name.length));
  const rows = parts.map(
    (part) => `  ${part.failures.length > 0 ? '✗' : '✓'} ${part.name.padEnd(width)}  ${describe(part)}`,
  );
  const failures = parts.flatMap(({ name, failures: lines }) => lines.map((line) => `  ✗ ${name}: ${line}`));
  const blocks = [
    ['', 'Summary', ...rows],
    ...(failures.length > 0 ? [['', 'Failed', ...failures]] : []),
    ['', `${passed} passed, ${failed} failed`, ''],
  ];
  return blocks.flat().join('\n');
}

function describe({ passed, skipped, failures }: Counts): string {
  if (passed + skipped + failures.length === 0) return 'ok';
  const words = [
    `${passed} passed`,
    ...(failures.length > 0 ? [`${failures.length} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return words.join(', ');
}
