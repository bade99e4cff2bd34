/** A piece of a line. */
export interface Inline {
  readonly kind: 'text' | 'strong' | 'em' | 'code' | 'link';
  readonly text: string;
  /** Links only: http, https or mailto. */
  readonly href?: string;
}

/** A block of rich text. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly inlines: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] };

const BULLET = /^ *[-*+] +/;
const NUMBER = /^ *\d+[.)] +/;
const QUOTE = /^> ?/;
const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\s][^*]*)\*|_([^_\s][^_]*)_|\[([^\]]+)\]\(([^()\s]+)\)/g;

/**
 * Reads the Markdown that people write in descriptions: headings, lists, quotes, code, bold, italic and links.
 * The result is data that a template draws, never HTML: text from the database cannot become markup.
 */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  let index = 0;
  const takeWhile = (matches: (line: string) => boolean): string[] => {
    const start = index;
    while (index < lines.length && matches(lines[index] ?? '')) index += 1;
    return lines.slice(start, index);
  };
  /** The lines that begin with a marker, without it. */
  const takeLines = (marker: RegExp): string[] =>
    takeWhile((line) => marker.test(line)).map((line) => line.replace(marker, ''));
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const heading = /^(#{1,3}) +(.+)$/.exec(line);
    if (line.trim() === '') index += 1;
    else if (/^```/.test(line)) {
      index += 1;
      blocks.push({ kind: 'code', text: takeWhile((it) => !/^```/.test(it)).join('\n') });
      index += 1;
    } else if (heading) {
      index += 1;
      const level = (heading[1]?.length ?? 1) as 1 | 2 | 3;
      blocks.push({ kind: 'heading', level, inlines: parseInlines(heading[2] ?? '') });
    } else if (BULLET.test(line)) blocks.push(list(false, takeLines(BULLET)));
    else if (NUMBER.test(line)) blocks.push(list(true, takeLines(NUMBER)));
    else if (QUOTE.test(line)) {
      blocks.push({ kind: 'quote', inlines: parseInlines(takeLines(QUOTE).join('\n')) });
    } else blocks.push({ kind: 'paragraph', inlines: parseInlines(takeWhile(isPlain).join('\n')) });
  }
  return blocks;
}

function isPlain(line: string): boolean {
  return line.trim() !== '' && !/^(```|#{1,3} )/.test(line) && ![BULLET, NUMBER, QUOTE].some((it) => it.test(line));
}

function list(ordered: boolean, lines: readonly string[]): Block {
  return { kind: 'list', ordered, items: lines.map(parseInlines) };
}

function parseInlines(text: string): Inline[] {
  const inlines: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) inlines.push({ kind: 'text', text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    const [whole, code, strong, strongToo, em, emToo, label, href] = match;
    if (code !== undefined) inlines.push({ kind: 'code', text: code });
    else if (strong ?? strongToo) inlines.push({ kind: 'strong', text: strong ?? strongToo ?? '' });
    else if (em ?? emToo) inlines.push({ kind: 'em', text: em ?? emToo ?? '' });
    else if (label && href && /^(https?:\/\/|mailto:)/i.test(href)) inlines.push({ kind: 'link', text: label, href });
    else inlines.push({ kind: 'text', text: whole });
  }
  if (end < text.length) inlines.push({ kind: 'text', text: text.slice(end) });
  return inlines;
}
