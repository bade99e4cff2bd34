import { defineEntity } from './define-entity.ts';
import { boolean, choice, currency, date, decimal, email, money, percent, ref, required } from './fields.ts';
import { richText, tags, text, timestamp } from './fields.ts';
import { filterOperators } from './filter-operators.ts';
import { formFields } from './form-fields.ts';
import { indexesOf } from './indexes.ts';
import { fieldOf, filterableFields, sortableFields } from './listable-fields.ts';
import { slotsOf, slotValues } from './slots.ts';
import { tableColumns } from './table-columns.ts';

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
  it('sort and filter by declared fields, the title, references and the times of the record', () => {
    expect(sortableFields(Berth)).toEqual(['name', 'fee', 'freeOn', 'createdTs', 'updatedTs']);
    expect(filterableFields(Berth)).toEqual(['name', 'state', 'labels', 'freeOn', 'portId', 'createdTs', 'updatedTs']);
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

describe('tableColumns', () => {
  it('show the definition’s columns first and offer the rest, secrets never', () => {
    const columns = tableColumns(Berth);
    expect(columns.filter(({ shown }) => shown).map(({ name }) => name)).toEqual(['name', 'portId', 'fee', 'state']);
    expect(columns.slice(4).map(({ name }) => name)).toEqual([
      ...[
        'currency',
        'depth',
        'share',
        'isOpen',
        'freeOn',
        'seenTs',
        'mail',
        'notes',
        'labels',
        'createdTs',
        'updatedTs',
      ],
    ]);
  });

  it('say how a column looks and what it can do', () => {
    const [name, port, fee, state] = tableColumns(Berth);
    expect(name).toMatchObject({ label: 'Name', align: 'start', grows: true, sortable: true });
    expect(port).toMatchObject({ label: 'Port', target: 'port', sortable: false, filters: ['eq', 'in', 'null'] });
    expect(fee).toMatchObject({ align: 'end', scale: 2, currencyField: 'currency', sortable: true, filters: [] });
    expect(state).toMatchObject({
      options: [
        { value: 'free', label: 'Free' },
        { value: 'in_use', label: 'In use' },
      ],
    });
  });
});

describe('formFields', () => {
  it('have an input for each field, secrets included', () => {
    expect(formFields(Berth).map(({ name, control, span }) => `${name}: ${control} ${span}`)).toMatchInlineSnapshot(`
     [
       "name: text 12",
       "state: select 4",
       "fee: number 4",
       "currency: select 3",
       "depth: number 3",
       "share: number 3",
       "portId: reference 6",
       "pin: text 12",
       "isOpen: checkbox 3",
       "freeOn: date 4",
       "seenTs: datetime 6",
       "mail: email 6",
       "notes: textarea 12",
       "labels: tags 12",
     ]
    `);
  });

  it('carry the rules of the field', () => {
    expect(formFields(Berth).find(({ name }) => name === 'fee')).toEqual({
      name: 'fee',
      kind: 'money',
      control: 'number',
      label: 'Fee',
      hint: 'Per night.',
      required: false,
      secret: false,
      span: 4,
      min: 0,
      step: 0.01,
      currencyField: 'currency',
    });
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
