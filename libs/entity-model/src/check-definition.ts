import { UPDATED_MINUTE } from './columns.ts';
import { AREAS, type EntityDefinition } from './entity-definition.ts';
import type { Field } from './field.ts';
import { fieldSchema } from './field-schema.ts';
import { integer } from './fields.ts';
import { parseOrder, sortableFields } from './listable-fields.ts';
import { snakeCase } from './names.ts';
import { RESERVED_CODES } from './reserved-codes.ts';
import { isSlotKind } from './slot-kind.ts';
import { isSystemField } from './system-fields.ts';

/** PostgreSQL cuts longer identifiers silently; `<code>_<column>_<suffix>` has to fit. */
const MAX_IDENTIFIER = 63;
const LONGEST_SUFFIX = '_not_blank'.length;

/** A btree entry holds at most 2,704 bytes; UTF-8 takes up to four for a character. */
const MAX_INDEXED_LENGTH = 500;

/** Query parameters of the REST lists, which a filter on a field of that name would shadow. */
const RESERVED_FIELDS = new Set(['sort', 'limit', 'cursor', 'ids', 'fields', 'asOf']);

/** Every rule that a definition breaks, as sentences without a full stop; empty when it is sound. */
export function checkDefinition(entity: EntityDefinition, maxSlots: number): string[] {
  const problems: string[] = [];
  const names = Object.keys(entity.fields);
  const field = (name: string): Field | undefined =>
    Object.hasOwn(entity.fields, name) ? entity.fields[name] : undefined;
  const rule = (holds: boolean, problem: string): void => void (holds || problems.push(problem));

  rule(
    /^[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*$/.test(entity.code),
    `code must be singular snake_case such as 'change_request'`,
  );
  rule(!RESERVED_CODES.has(entity.code), `code '${entity.code}' is taken by the system; choose another`);
  rule(
    `${entity.code}_${UPDATED_MINUTE.name}_idx`.length <= MAX_IDENTIFIER,
    `code '${entity.code}' is too long: the names of its indexes would exceed ${MAX_IDENTIFIER} letters`,
  );
  rule(AREAS.includes(entity.area), `unknown area '${entity.area}'; one of ${AREAS.join(', ')}`);
  rule(names.length > 0, 'needs at least one field');

  for (const name of names) checkField(name, entity.fields[name] as Field);
  checkNames('title', [entity.title]);
  checkNames('sort', entity.sort);
  checkNames('filter', entity.filter);
  checkNames('slots', entity.slots);
  checkNames('columns', entity.columns);
  checkNames('ordered', entity.ordered.flat());

  const title = field(entity.title);
  rule(!title || (title.required && title.kind !== 'tags'), `title field '${entity.title}' must be required`);
  for (const name of [...new Set([...entity.sort, ...entity.filter])]) checkIndexed(name);
  for (const name of entity.sort)
    rule(field(name)?.kind !== 'tags', `cannot sort by '${name}': it holds several values`);
  const sortable = sortableFields(entity);
  rule(
    sortable.includes(parseOrder(entity.orderBy).name),
    `orderBy '${entity.orderBy}' must be a sort field; choose from ${sortable.join(', ')}`,
  );
  rule(entity.slots.length <= maxSlots, `has ${entity.slots.length} slots; the store has ${maxSlots}`);
  for (const name of entity.slots) {
    const kind = field(name)?.kind;
    rule(kind === undefined || isSlotKind(kind), `slot field '${name}' of kind ${kind} has no sortable form`);
    const declared = entity.sort.includes(name) || entity.filter.includes(name);
    rule(declared, `slot field '${name}' must be declared in sort or filter`);
  }
  for (const [first, second] of entity.ordered) {
    const kinds = [field(first)?.kind, field(second)?.kind];
    rule(kinds[0] === kinds[1], `ordered fields '${first}' and '${second}' must be of the same kind`);
  }
  checkAccess();
  return problems;

  function checkNames(list: string, listed: readonly string[]): void {
    for (const name of listed) {
      rule(field(name) !== undefined, `unknown ${list} field '${name}'; declared are ${names.join(', ')}`);
      rule(!field(name)?.secret, `secret field '${name}' cannot be in ${list}: rows do not carry it`);
    }
    rule(list === 'ordered' || new Set(listed).size === listed.length, `${list} names a field twice`);
  }

  function checkField(name: string, it: Field): void {
    rule(/^[a-z][a-zA-Z0-9]*$/.test(name), `field name '${name}' must be camelCase letters and digits`);
    rule(!isSystemField(name), `field name '${name}' is reserved: every record has it`);
    rule(snakeCase(name) !== UPDATED_MINUTE.name, `field name '${name}' is reserved: every table has such a column`);
    rule(!RESERVED_FIELDS.has(name), `field name '${name}' is reserved: lists use it as a query parameter`);
    rule(!(name in Object.prototype), `field name '${name}' is reserved by JavaScript`);
    const longest = entity.code.length + 1 + snakeCase(name).length + LONGEST_SUFFIX;
    rule(
      longest <= MAX_IDENTIFIER,
      `field name '${name}' is too long: its constraints would exceed ${MAX_IDENTIFIER} letters`,
    );
    if (it.kind === 'choice') checkChoice(name, it);
    if (it.kind === 'money') {
      const currency = field(it.currencyField ?? '');
      rule(currency?.kind === 'currency', `money field '${name}' needs a currency field '${it.currencyField}'`);
      rule(
        !it.required || currency?.required !== false,
        `money field '${name}' is required, so its currency must be, too`,
      );
    }
    if (it.kind === 'ref') {
      rule(/^[a-z][a-z0-9_]*$/.test(it.target ?? ''), `reference '${name}' must name an entity code`);
      rule(it.onDelete !== 'set null' || !it.required, `required reference '${name}' cannot be set null on delete`);
    }
    checkValues(name, it);
  }

  function checkChoice(name: string, it: Field): void {
    const values = it.values ?? [];
    rule(values.length > 0 && new Set(values).size === values.length, `choice '${name}' needs distinct values`);
    for (const value of values) {
      rule(
        /^[a-z0-9]+(_[a-z0-9]+)*$/.test(value) && value.length <= 40,
        `choice '${name}': '${value}' must be snake_case`,
      );
    }
  }

  function checkValues(name: string, it: Field): void {
    const { min, max, scale = 0 } = it;
    rule(min === undefined || max === undefined || min <= max, `field '${name}': min is above max`);
    const isScale = Number.isInteger(scale) && scale >= 0 && scale <= 6;
    rule(isScale, `field '${name}': scale must be 0 to 6`);
    if (!isScale) return;
    checkValue(name, 'min', min, widest(it));
    checkValue(name, 'max', max, widest(it));
    checkValue(name, 'default', it.default, it);
  }

  /** Holds what the definition itself puts into a field to the rules that inputs have to keep. */
  function checkValue(name: string, what: string, value: unknown, it: Field): void {
    const problem = value === undefined ? undefined : fieldSchema(it).safeParse(value).error?.issues[0];
    const shown = typeof value === 'string' ? `'${value}'` : String(value);
    rule(problem === undefined, `field '${name}': ${what} ${shown} ${problem?.message}`);
  }

  function checkIndexed(name: string): void {
    const it = field(name);
    rule(it?.kind !== 'richText', `rich text field '${name}' cannot be sorted or filtered`);
    const long = it?.kind !== 'richText' && (it?.maxLength ?? 0) > MAX_INDEXED_LENGTH;
    rule(!long, `field '${name}' is too long for an index; at most ${MAX_INDEXED_LENGTH} characters`);
  }

  function checkAccess(): void {
    const { rule: name, via } = entity.access;
    if (name === 'directory') return rule(via === undefined, `access rule 'directory' takes no via`);
    const target = name === 'project' ? 'project' : 'employee';
    rule(via !== undefined, `access rule '${name}' needs via`);
    if (via === undefined) return;
    const own = via === 'id' && entity.code === target;
    const through = field(via);
    rule(own || through?.target === target, `access via '${via}' must be a reference to ${target}`);
    rule(own || name === 'finance' || through?.required !== false, `access via '${via}' must be required`);
  }
}

/** The field without a range of its own: all that its column can hold. */
function widest(it: Field): Field {
  if (it.kind === 'integer') return integer();
  const { min: _min, max: _max, ...rest } = it;
  return rest;
}
