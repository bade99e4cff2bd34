import { ENTITIES } from '@tidemark/entities';

import { choiceTone, TONES } from './choice-tone.ts';

describe('choiceTone', () => {
  it('gives words the colour that people expect', () => {
    expect(['paid', 'in_stock', 'blocked', 'missed', 'on_hold', 'draft'].map(choiceTone)).toEqual([
      'green',
      'green',
      'red',
      'red',
      'amber',
      'grey',
    ]);
  });

  it('has a tone for every choice of every entity, always the same', () => {
    for (const entity of ENTITIES)
      for (const field of Object.values(entity.fields))
        for (const value of field.values ?? []) {
          expect(TONES).toContain(choiceTone(value));
          expect(choiceTone(value)).toBe(choiceTone(value));
        }
  });
});
