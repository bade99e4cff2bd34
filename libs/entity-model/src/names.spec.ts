import fc from 'fast-check';

import { camelCase, pascalCase, sentenceCase, snakeCase } from './names.ts';

describe('names', () => {
  it('of fields and columns give each other back', () => {
    const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,20}$/);
    fc.assert(fc.property(name, (field) => camelCase(snakeCase(field)) === field));
  });

  it.each([
    ['dueOn', 'Due on'],
    ['in_progress', 'In progress'],
    ['vatNumber', 'VAT number'],
    ['q1', 'Q1'],
    ['receiptUrl', 'Receipt URL'],
  ])('%s is shown as %s', (name, label) => {
    expect(sentenceCase(name)).toBe(label);
  });

  it('of entities become names of definitions', () => {
    expect(['project', 'wiki_page'].map(pascalCase)).toEqual(['Project', 'WikiPage']);
  });
});
