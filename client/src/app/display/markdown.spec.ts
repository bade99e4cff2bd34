import { parseMarkdown } from './markdown.ts';

describe('parseMarkdown', () => {
  it('reads headings, paragraphs, lists, quotes and code', () => {
    const blocks = parseMarkdown('# Title\n\nOne\ntwo\n\n- a\n- b\n\n1. c\n\n> said\n\n```\nx < y\n```');
    expect(blocks.map((block) => block.kind)).toEqual(['heading', 'paragraph', 'list', 'list', 'quote', 'code']);
    expect(blocks[5]).toEqual({ kind: 'code', text: 'x < y' });
  });

  it('reads bold, italic, code and links in a line', () => {
    const [block] = parseMarkdown('A **b** *c* `d` [e](https://example.com/f).');
    expect(block).toMatchObject({
      inlines: [
        { kind: 'text', text: 'A ' },
        { kind: 'strong', text: 'b' },
        { kind: 'text', text: ' ' },
        { kind: 'em', text: 'c' },
        { kind: 'text', text: ' ' },
        { kind: 'code', text: 'd' },
        { kind: 'text', text: ' ' },
        { kind: 'link', text: 'e', href: 'https://example.com/f' },
        { kind: 'text', text: '.' },
      ],
    });
  });

  it('leaves links that could run something as text, and markup as text', () => {
    const text = '[x](javascript:alert(1)) <img src=x onerror=alert(1)>';
    expect(JSON.stringify(parseMarkdown(text))).not.toContain('"link"');
    expect(parseMarkdown('[x](data:text/html,1)')[0]).toMatchObject({ inlines: [{ kind: 'text' }] });
  });

  it('ends on any input', () => {
    for (const text of ['```', '>', '#', '- ', '1.', '\n\n\n', '**', '[', '```\n```\n```'])
      expect(Array.isArray(parseMarkdown(text))).toBe(true);
  });
});
