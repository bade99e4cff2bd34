import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { World } from './world.ts';

export type Row = Readonly<Record<string, string | number | undefined>> & { readonly figure: string };

export interface BenchOptions {
  /** How long each steady phase lasts. */
  readonly seconds: number;
  /** Smaller sizes, to see that everything runs. */
  readonly isQuick: boolean;
}

/** One kind of figure. */
export interface BenchCase {
  readonly name: string;
  /** Settings of PostgreSQL that differ from the shipped ones. */
  run(world: World, options: BenchOptions): Promise<Row[]>;
}

/** Prints a case's rows as a Markdown table. */
export function printTable(name: string, rows: readonly Row[]): void {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...rows.map((row) => columns.map((column) => format(row[column])))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  const line = (parts: readonly string[]) => `| ${parts.map((part, n) => part.padEnd(widths[n] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  process.stdout.write(`\n## ${name}\n\n${[line(head), rule, ...body.map(line)].join('\n')}\n`);
}

/** Writes all figures, with what they were measured on, where other tools can read them. */
export function writeJson(file: string, cases: Readonly<Record<string, readonly Row[]>>): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const machine = {
    node: process.version,
    cpus: os.cpus().length,
    cpu: os.cpus()[0]?.model,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  };
  writeFileSync(file, `${JSON.stringify({ measured: new Date().toISOString(), machine, cases }, null, 2)}\n`);
}

function format(value: string | number | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 2 }) : value;
}
