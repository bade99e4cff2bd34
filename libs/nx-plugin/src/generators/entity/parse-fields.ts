import type { BuilderName, FieldPlan } from './field-plan.ts';
import { FieldSyntaxError } from './field-syntax-error.ts';
import { nearestWord } from './nearest-word.ts';

/** Words for the types, as people write them, and the builder that each stands for. */
const TYPES = new Map<string, BuilderName>([
  ['string', 'text'],
  ['text', 'text'],
  ['markdown', 'richText'],
  ['richtext', 'richText'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['url', 'url'],
  ['integer', 'integer'],
  ['int', 'integer'],
  ['decimal', 'decimal'],
  ['number', 'decimal'],
  ['money', 'money'],
  ['currency', 'currency'],
  ['percent', 'percent'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
  ['date', 'date'],
  ['timestamp', 'timestamp'],
  ['datetime', 'timestamp'],
  ['choice', 'choice'],
  ['enum', 'choice'],
  ['tags', 'tags'],
  ['ref', 'ref'],
]);

/** name, type, (argument), !, =default */
const FIELD = /^([^:\s]+)\s*:\s*([A-Za-z]+)\s*(?:\(([^()]*)\))?\s*(!?)\s*(?:=\s*(.*))?$/s;

const EXAMPLE = 'dueOn:date, name:string(120)!, state:choice(open|done)=open or projectId:ref(project)';

/**
 * Reads `name:string!, dueOn:date, projectId:ref(project)`. Money without a currency field gets one named `currency`.
 *
 * @throws FieldSyntaxError naming the first field that cannot be read
 */
export function parseFields(source: string): FieldPlan[] {
  const parts = splitAtCommas(source)
    .map((part) => part.trim())
    .filter(Boolean);
  const fields = parts.map(parseField);
  const twice = fields.find(({ name }, index) => fields.findIndex((other) => other.name === name) !== index);
  if (twice) throw new FieldSyntaxError(twice.name, 'is there twice; give each field a name of its own');
  const needsCurrency = fields.some(({ builder }) => builder === 'money');
  if (!needsCurrency || fields.some(({ name }) => name === 'currency')) return fields;
  const last = fields.findLastIndex(({ builder }) => builder === 'money');
  const currency: FieldPlan = { name: 'currency', builder: 'currency', options: { default: 'EUR' }, required: false };
  return fields.toSpliced(last + 1, 0, currency);
}

function parseField(part: string): FieldPlan {
  const [, name, word, argument, mark, value] = FIELD.exec(part) ?? [];
  if (name === undefined || word === undefined) throw new FieldSyntaxError(part, `write name:type, such as ${EXAMPLE}`);
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) throw new FieldSyntaxError(part, `'${name}' must be camelCase, such as dueOn`);
  const builder = TYPES.get(word.toLowerCase());
  if (!builder) throw new FieldSyntaxError(part, unknownType(word));
  const described = describe(part, builder, argument?.trim());
  const fallback = value === undefined ? undefined : parseDefault(part, builder, value.trim());
  if (builder === 'tags' && (mark || value !== undefined)) {
    throw new FieldSyntaxError(part, 'tags are never NULL and start empty; leave ! and the default out');
  }
  return {
    name,
    builder,
    ...described,
    options: { ...described.options, ...(fallback !== undefined && { default: fallback }) },
    // A default makes a field required by itself.
    required: mark === '!' && fallback === undefined,
  };
}

/** What the argument in parentheses means for a type. */
function describe(part: string, builder: BuilderName, argument?: string): Pick<FieldPlan, 'subject' | 'options'> {
  const wrong = (expected: string) => new FieldSyntaxError(part, `'(${argument ?? ''})': ${expected}`);
  switch (builder) {
    case 'ref':
      if (!/^[a-z][a-z0-9_]*$/.test(argument ?? '')) throw wrong('name the entity, such as ref(project)');
      return { subject: argument, options: {} };
    case 'choice': {
      const values = (argument ?? '').split('|').map((value) => value.trim());
      if (values.some((value) => !/^[a-z0-9_]+$/.test(value))) {
        throw wrong('name the values in snake_case with | between them, such as choice(open|in_work|done)');
      }
      return { subject: values, options: {} };
    }
    case 'text':
    case 'richText':
      if (argument === undefined) return { options: {} };
      if (!/^[1-9]\d{0,5}$/.test(argument)) throw wrong('give the greatest length, such as string(120)');
      return { options: { max: Number(argument) } };
    case 'decimal':
      if (argument === undefined) return { options: {} };
      if (!/^[0-6]$/.test(argument)) throw wrong('give the digits after the point, such as decimal(3)');
      return { options: { scale: Number(argument) } };
    case 'integer':
    case 'money': {
      if (argument === undefined) return { options: {} };
      const [, min, max] = /^(-?\d+)?\.\.(-?\d+)?$/.exec(argument) ?? [];
      if (min === undefined && max === undefined)
        throw wrong(`give a range, such as ${builder}(0..500) or ${builder}(0..)`);
      return { options: { ...(min && { min: Number(min) }), ...(max && { max: Number(max) }) } };
    }
    default:
      if (argument !== undefined) throw wrong('this type takes nothing in parentheses');
      return { options: {} };
  }
}

function parseDefault(part: string, builder: BuilderName, value: string): unknown {
  switch (builder) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      if (!/^-?\d+(\.\d+)?$/.test(value)) throw new FieldSyntaxError(part, `default '${value}' is not a number`);
      return Number(value);
    case 'boolean':
      if (value !== 'true' && value !== 'false') throw new FieldSyntaxError(part, 'the default is true or false');
      return value === 'true';
    case 'ref':
      throw new FieldSyntaxError(part, 'a reference has no default');
    default:
      return value;
  }
}

function unknownType(word: string): string {
  const near = nearestWord(word, TYPES.keys());
  const hint = near === undefined ? '' : `did you mean '${near}'? `;
  return `unknown type '${word}'; ${hint}Types are ${[...TYPES.keys()].join(', ')}`;
}

/** Splits at commas that are not inside parentheses. */
function splitAtCommas(source: string): string[] {
  return source.split(/,(?![^(]*\))/);
}
