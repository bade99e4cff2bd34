import type { SeedValue } from './source.ts';

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line of COPY's text format. */
export function copyLine(values: readonly SeedValue[]): string {
  return `${values.map(copyField).join('\t')}\n`;
}

function copyField(value: SeedValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'object') return escape(`{${value.map((item) => JSON.stringify(item)).join(',')}}`);
  return String(value);
}

function escape(text: string): string {
  return /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (char) => ESCAPES[char] ?? char) : text;
}
