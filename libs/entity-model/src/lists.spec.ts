import { defineEntity } from './define-entity.ts';
import { boolean, choice, currency, date, decimal, email, money, percent, ref, required } from './fields.ts';
import { richText, tags, text, timestamp } from './fields.ts';
import { filterOperators } from './filter-operators.ts';
import { indexesOf } from './indexes.ts';
import { fieldOf, sortableFields } from './listable-fields.ts';
import { optionsOf } from './options.ts';
import { slotsOf, slotValues } from './slots.ts';

const Berth = defineEntity({
  code: 'berth',
  area: 'goods',
  icon: 'anchor',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text({ max: 30, unique: true })),
    state: choice(['free', 'in_use'], { default: 'free' }),
    fee: money({ min: 0, hint: 'Per night.' }),
    currency: currency({ default: 'EUR' }),
    depth: decimal({ scale: 1 }),
    share: percent(),
    portId: required(ref('port')),
    pin: text({ secret: true }),
    isOpen: boolean({ default: true }),
    freeOn: date(),
    seenTs: timestamp(),
    mail: email(),
    notes: richText(),
    labels: tags(),
  },
  sort: ['fee', 'freeOn'],
  filter: ['state', 'labels', 'freeOn'],
  slots: ['name', 'state', 'fee'],
  columns: ['name', 'portId', 'fee', 'state'],
});

describe('lists', () => {
  it('sort by declared fields, the title and the times of the record, and filter by references besides', () => {
    expect(sortableFields(Berth)).toEqual(['name', 'fee', 'freeOn', 'createdTs', 'updatedTs']);
    expect(Berth.filter).toEqual(['name', 'state', 'labels', 'freeOn', 'portId']);
  });

  it.each([
    ['name', 'eq in null lt gt between contains'],
    ['state', 'eq in null'],
    ['fee', 'eq in null lt gt between'],
    ['freeOn', 'eq in null lt gt between'],
    ['updatedTs', 'eq in null lt gt between'],
    ['isOpen', 'eq in null'],
    ['labels', 'contains'],
    ['notes', ''],
  ])('compare %s by %s', (name, operators) => {
    const field = fieldOf(Berth, name);
    expect(field && filterOperators(field).join(' ')).toBe(operators);
  });

  it('know no field by an inherited name', () => {
    expect([fieldOf(Berth, 'constructor'), fieldOf(Berth, '__proto__')]).toEqual([undefined, undefined]);
  });

  it('have an index for each field that they use, which ends in id for paging, and one on the minute of updatedTs', () => {
    expect(indexesOf(Berth).map(({ name, columns }) => `${name}: ${columns.join(', ')}`)).toEqual([
      'berth_name_key: name',
      'berth_fee_idx: fee, id',
      'berth_free_on_idx: free_on, id',
      'berth_state_idx: state, id',
      'berth_labels_idx: labels',
      'berth_port_id_idx: port_id, id',
      'berth_created_ts_idx: created_ts, id',
      'berth_updated_minute_idx: updated_minute',
    ]);
  });
});

describe('options', () => {
  it('are the values with the words for them; a currency is its own word', () => {
    expect(optionsOf(Berth.fields.state)).toEqual([
      { value: 'free', label: 'Free' },
      { value: 'in_use', label: 'In use' },
    ]);
    expect(optionsOf(Berth.fields.currency)).toContainEqual({ value: 'EUR', label: 'EUR' });
    expect(optionsOf(Berth.fields.name)).toEqual([]);
  });
});

describe('slots', () => {
  it('hold the sort keys of a row, and nothing where the entity uses fewer', () => {
    const slots = slotsOf(Berth);
    expect(slots.map(({ slot, field, exact }) => [slot, field, exact])).toEqual([
      ['k0', 'name', true],
      ['k1', 'state', true],
      ['k2', 'fee', true],
    ]);
    expect(slotValues(slots, { name: 'Pier 1', state: 'free', fee: 12.5 })).toEqual({
      k0: 'Pier 1',
      k1: 'free',
      k2: '1000000000001250',
      k3: '',
    });
  });
});
