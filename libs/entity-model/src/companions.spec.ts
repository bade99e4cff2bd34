import { companionsOf } from './companions.ts';
import { defineEntity } from './define-entity.ts';
import { currency, money, required, text } from './fields.ts';

const Budget = defineEntity({
  code: 'budget',
  area: 'finance',
  icon: 'savings',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text()),
    planned: money(),
    spent: money(),
    currency: currency(),
    fee: money({ currency: 'feeCurrency' }),
    feeCurrency: currency(),
  },
});

describe('companionsOf', () => {
  it.each([
    ['planned', ['currency']],
    ['currency', ['planned', 'spent']],
    ['fee', ['feeCurrency']],
    ['name', []],
    ['version', []],
  ])('knows what %s means something with', (name, companions) => {
    expect(companionsOf(Budget, name)).toEqual(companions);
  });
});
