import { excerpts } from './excerpts.ts';

const LONG = 'x'.repeat(500);

describe('excerpts', () => {
  it('leaves short texts whole', () => {
    expect(excerpts('Harbour', 'Harbour, phase 2')).toEqual(['Harbour', 'Harbour, phase 2']);
  });

  it('cut long texts where they end, if they differ before', () => {
    expect(excerpts('', LONG)).toEqual(['', `${'x'.repeat(160)}…`]);
  });

  it('show a change that comes late, with what stands before it', () => {
    const lead = 'x'.repeat(40);
    expect(excerpts(`${LONG}old`, `${LONG}new${LONG}`)).toEqual([`…${lead}old`, `…${lead}new${'x'.repeat(117)}…`]);
    expect(excerpts(LONG, `${LONG}!`)).toEqual([`…${lead}`, `…${lead}!`]);
  });
});
