import { fieldFrom, sourceFrom } from './field-plan.ts';
import { parseFields } from './parse-fields.ts';

describe('parseFields', () => {
  it.each([
    ['name:string!', 'required(text())'],
    ['name : string(120) !', 'required(text({ max: 120 }))'],
    ['note:markdown', 'richText()'],
    ['count:int(0..500)=12', 'integer({ min: 0, max: 500, default: 12 })'],
    ['depth:integer(-5..)', 'integer({ min: -5 })'],
    ['draughtM:decimal(3)', 'decimal({ scale: 3 })'],
    ['share:percent=50', 'percent({ default: 50 })'],
    ['state:choice(open|in_work|done)=open', "choice(['open', 'in_work', 'done'], { default: 'open' })"],
    ['isOpen:bool=true', 'boolean({ default: true })'],
    ['seenTs:datetime!', 'required(timestamp())'],
    ['labels:tags', 'tags()'],
    ['projectId:ref(project)!', "required(ref('project'))"],
    ["motto:string=it's", "text({ default: 'it\\'s' })"],
  ])('reads %s', (source, expected) => {
    expect(parseFields(source).map(sourceFrom)).toEqual([expected]);
  });

  it('reads several, also with commas and line breaks between and after them', () => {
    const fields = parseFields('name:string!, \n dueOn:date, state:choice(a|b),');
    expect(fields.map(({ name }) => name)).toEqual(['name', 'dueOn', 'state']);
  });

  it('gives money its currency', () => {
    expect(parseFields('price:money!, fee:money, name:string').map(({ name }) => name)).toEqual([
      ...['price', 'fee', 'currency', 'name'],
    ]);
    expect(parseFields('price:money, currency:currency=USD')).toHaveLength(2);
  });

  it('makes the field that its source text makes', () => {
    expect(parseFields('state:choice(a|b)=a').map(fieldFrom)).toEqual([
      { kind: 'choice', values: ['a', 'b'], maxLength: 40, default: 'a', required: true, secret: false },
    ]);
  });

  it.each([
    ['name', "--fields: 'name': write name:type"],
    ['due_on:date', "'due_on' must be camelCase, such as dueOn"],
    ['due:dat', "unknown type 'dat'; did you mean 'date'? Types are string"],
    ['due:xyzzy', "unknown type 'xyzzy'; Types are string"],
    ['a:date, a:string', "--fields: 'a': is there twice"],
    ['state:choice', "'()': name the values in snake_case"],
    ['state:choice(Open|b)', "'(Open|b)': name the values in snake_case"],
    ['projectId:ref', "'()': name the entity, such as ref(project)"],
    ['name:string(0)', "'(0)': give the greatest length"],
    ['size:integer(1-5)', "'(1-5)': give a range, such as integer(0..500)"],
    ['on:date(3)', "'(3)': this type takes nothing in parentheses"],
    ['size:integer=many', "default 'many' is not a number"],
    ['isOpen:boolean=yes', 'the default is true or false'],
    ['projectId:ref(project)=x', 'a reference has no default'],
    ['labels:tags!', 'tags are never NULL'],
  ])('refuses %s', (source, message) => {
    expect(() => parseFields(source)).toThrow(message);
  });
});
