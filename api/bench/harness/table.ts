import type { Figure } from './figure.ts';

const HEAD = ['figure', 'value', 'target', 'reference', 'ratio', '', 'n'];

/** Figures as a Markdown table, which reads well on a terminal too. */
export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [head = [], ...body] = rows;
  const notes = figures.filter(({ note }) => note !== undefined).map(({ name, note }) => `- ${name}: ${note}`);
  return [line(head), rule, ...body.map(line), ...(notes.length > 0 ? ['', ...notes] : []), ''].join('\n');
}

function cells({ name, value, unit, target, reference, n }: Figure): string[] {
  return [
    name,
    `${show(value)} ${unit}`.trim(),
    target?.text ?? '',
    reference === undefined ? '' : `${show(reference)} ${unit}`.trim(),
    reference === undefined ? '' : `${show(value / reference)}x`,
    target === undefined ? '' : target.isMet ? 'pass' : 'MISS',
    n.toLocaleString('en'),
  ];
}

/** Three significant digits, thousands separated. */
function show(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
}
