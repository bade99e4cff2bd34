import { defineEntity } from './define-entity.ts';
import type { Fields } from './entity-definition.ts';
import {
  boolean,
  choice,
  currency,
  date,
  decimal,
  email,
  integer,
  money,
  percent,
  ref,
  required,
  richText,
  tags,
  text,
  timestamp,
} from './fields.ts';

/** A sound definition, with what a test changes. */
function define(changes: Record<string, unknown> = {}, fields: Fields = {}) {
  return defineEntity({
    code: 'voyage',
    area: 'goods',
    icon: 'sailing',
    title: 'name',
    access: { rule: 'directory' },
    fields: { name: required(text()), ...fields },
    ...changes,
  });
}

describe('defineEntity fills in what the definition leaves out', () => {
  it('labels from names, as people write them', () => {
    const { label, plural, fields } = define(
      { code: 'customer_inquiry' },
      {
        dueOn: date(),
        projectId: ref('project'),
        vatNumber: text(),
        nationalId: text(),
        isActive: boolean(),
        hired: date({ label: 'Day of hire' }),
      },
    );
    expect([label, plural]).toEqual(['Customer inquiry', 'Customer inquiries']);
    expect(Object.values(fields).map((field) => field.label)).toEqual([
      ...['Name', 'Due on', 'Project', 'VAT number', 'National ID', 'Active', 'Day of hire'],
    ]);
  });

  it.each([
    ['office', 'Offices'],
    ['wiki_page', 'Wiki pages'],
    ['opportunity', 'Opportunities'],
    ['survey', 'Surveys'],
    ['tax', 'Taxes'],
    ['branch', 'Branches'],
    ['contact_person', 'Contact people'],
  ])('the plural of %s', (code, plural) => {
    expect(define({ code }).plural).toBe(plural);
  });

  it('the title as a sort field and the order, the title and all references as filters', () => {
    const { sort, orderBy, filter } = define(
      { sort: ['dueOn'] },
      { dueOn: date(), shipId: ref('ship'), body: richText() },
    );
    expect(sort).toEqual(['name', 'dueOn']);
    expect(orderBy).toBe('name');
    expect(filter).toEqual(['name', 'shipId']);
  });

  it('the first four indexable fields as slots', () => {
    const fields = { a: integer(), b: tags(), c: date(), d: ref('ship'), e: ref('port') };
    expect(define({ sort: ['a'], filter: ['b', 'c'] }, fields).slots).toEqual(['name', 'a', 'c', 'd']);
  });

  it('the title and the first short fields as columns', () => {
    const fields = {
      body: richText(),
      pin: text({ secret: true }),
      a: date(),
      b: date(),
      c: date(),
      d: date(),
      e: date(),
      f: date(),
    };
    expect(define({}, fields).columns).toEqual(['name', 'a', 'b', 'c', 'd', 'e']);
  });

  it('makes a field with a default required', () => {
    expect(define({}, { rank: integer({ default: 1 }), size: integer() }).fields).toMatchObject({
      rank: { required: true, default: 1 },
      size: { required: false },
    });
  });
});

describe('defineEntity refuses', () => {
  const cases: [string, Record<string, unknown>, Fields, string][] = [
    ['a code in camelCase', { code: 'seaVoyage' }, {}, 'code must be singular snake_case'],
    ['the code of a system table', { code: 'logging' }, {}, "code 'logging' is taken by the system"],
    ['the code of a system type', { code: 'request' }, {}, "code 'request' is taken by the system"],
    ['an unknown area', { area: 'sea' }, {}, "unknown area 'sea'; one of people"],
    ['an unknown title', { title: 'nme' }, {}, "unknown title field 'nme'; declared are name"],
    ['an optional title', { title: 'note' }, { note: text() }, "title field 'note' must be required"],
    ['an unknown sort field', { sort: ['x'] }, {}, "unknown sort field 'x'"],
    ['an order that lists cannot have', { orderBy: '-note' }, { note: text() }, "orderBy '-note' must be a sort field; choose from name, createdTs"],
    ['an unknown filter field', { filter: ['x'] }, {}, "unknown filter field 'x'"],
    ['an inherited name as a field', { filter: ['constructor'] }, {}, "unknown filter field 'constructor'"],
    ['an unknown slot', { slots: ['x'] }, {}, "unknown slots field 'x'"],
    ['an unknown column', { columns: ['x'] }, {}, "unknown columns field 'x'"],
    ['a column named twice', { columns: ['name', 'name'] }, {}, 'columns names a field twice'],
    ['a fifth slot', { filter: ['a', 'b', 'c', 'd'], slots: ['name', 'a', 'b', 'c', 'd'] },
      { a: integer(), b: integer(), c: integer(), d: integer() }, 'has 5 slots; the store has 4'],
    ['a slot that lists do not use', { slots: ['note'] }, { note: text() }, "slot field 'note' must be declared"],
    ['a slot for tags', { filter: ['tags'], slots: ['tags'] }, { tags: tags() }, "slot field 'tags' of kind tags"],
    ['a sort by tags', { sort: ['tags'] }, { tags: tags() }, "cannot sort by 'tags'"],
    ['a filter by rich text', { filter: ['body'] }, { body: richText() }, "rich text field 'body' cannot be"],
    ['an index on long text', { sort: ['note'] }, { note: text({ max: 501 }) }, "field 'note' is too long for an index"],
    ['a secret column', { columns: ['pin'] }, { pin: text({ secret: true }) }, "secret field 'pin' cannot be in columns"],
    ['a field named as the system does', {}, { updatedTs: date() }, "field name 'updatedTs' is reserved"],
    ['a field named as a column of the system', {}, { updatedMinute: date() }, "field name 'updatedMinute' is reserved"],
    ['a field named as a query parameter', {}, { limit: integer() }, "field name 'limit' is reserved: lists use it"],
    ['a field named as a method of objects', {}, { toString: text() }, "field name 'toString' is reserved by JavaScript"],
    ['a field in snake_case', {}, { due_on: date() }, "field name 'due_on' must be camelCase"],
    ['a name that PostgreSQL would cut', {}, { ['x'.repeat(50)]: date() }, 'its constraints would exceed 63 letters'],
    ['money without a currency', {}, { price: money() }, "money field 'price' needs a currency field 'currency'"],
    ['required money in an optional currency', {}, { price: required(money()), currency: currency() }, 'so its currency must be, too'],
    ['a choice without values', {}, { kind: choice([]) }, "choice 'kind' needs distinct values"],
    ['a choice in capitals', {}, { kind: choice(['On']) }, "choice 'kind': 'On' must be snake_case"],
    ['a required reference set null', {}, { shipId: required(ref('ship', { onDelete: 'set null' })) }, "'shipId' cannot be set null"],
    ['a range turned round', {}, { size: integer({ min: 2, max: 1 }) }, "field 'size': min is above max"],
    ['a range beyond what PostgreSQL stores', {}, { size: integer({ max: 99_999_999_999 }) }, "field 'size': max 99999999999 must be at most 2147483647"],
    ['a range with a fraction', {}, { size: integer({ min: 0.5 }) }, "field 'size': min 0.5 must be a whole number"],
    ['a range of more digits than are exact', {}, { size: decimal({ max: 1e12 }) }, "field 'size': max 1000000000000 must be at most 999999999999.99"],
    ['a default out of range', {}, { crew: integer({ min: 0, max: 500, default: 900 }) }, "field 'crew': default 900 must be at most 500"],
    ['a default with a fraction', {}, { size: integer({ default: 3.5 }) }, "field 'size': default 3.5 must be a whole number"],
    ['a default of more than all', {}, { share: percent({ default: 500 }) }, "field 'share': default 500 must be at most 100"],
    ['a default with too many decimals', {}, { fee: money({ default: 3.555 }), currency: currency() }, "field 'fee': default 3.555 must have at most 2 digits"],
    ['a default that is too long', {}, { sign: text({ max: 3, default: 'abcdef' }) }, "field 'sign': default 'abcdef' must be at most 3 characters"],
    ['a blank default', {}, { sign: text({ default: ' ' }) }, "field 'sign': default ' ' must not be empty"],
    ['a default that is no day', {}, { dueOn: date({ default: 'tomorrow' }) }, "field 'dueOn': default 'tomorrow' must be a day as YYYY-MM-DD"],
    ['a default that is no moment', {}, { seenTs: timestamp({ default: 'now' }) }, "field 'seenTs': default 'now' must be a point in time"],
    ['a default that is no address', {}, { mail: email({ default: 'x' }) }, "field 'mail': default 'x' must be an e-mail address"],
    ['a default of an unknown currency', {}, { currency: currency({ default: 'XXX' as 'EUR' }) }, "field 'currency': default 'XXX' must be one of EUR, USD"],
    ['a default that is no choice', {}, { kind: choice(['on'], { default: 'off' as 'on' }) }, "field 'kind': default 'off' must be one of on"],
    ['an order of different kinds', { ordered: [['a', 'b']] }, { a: date(), b: integer() }, 'must be of the same kind'],
    ['an access rule without its field', { access: { rule: 'project' } }, {}, "access rule 'project' needs via"],
    ['access through another entity', { access: { rule: 'owner', via: 'shipId' } }, { shipId: required(ref('ship')) },
      "access via 'shipId' must be a reference to employee"],
    ['access through an optional field', { access: { rule: 'project', via: 'projectId' } }, { projectId: ref('project') },
      "access via 'projectId' must be required"],
  ]; // prettier-ignore

  it.each(cases)('%s', (_, changes, fields, message) => {
    expect(() => define(changes, fields)).toThrow(message);
  });

  it('and names every problem at once', () => {
    expect(() => define({ code: 'Voyage', title: 'x', sort: ['y'] })).toThrow(
      "Entity 'Voyage': code must be singular snake_case such as 'change_request'; unknown title field 'x'; declared are name; unknown sort field 'x'; declared are name; unknown sort field 'y'",
    );
  });
});
