import { type EntityDefinition, type Field, fieldSchema, parseOrder } from '@tidemark/entity-model';
import type { FindQuery } from '@tidemark/sync-client';

/**
 * What a list shows, as it stands in the page's address: `?status=active,on_hold&dueOn=2026-01-01..&sort=-budget&q=harbour`.
 * Filters by field name: values of a choice separated by commas, an id, `true`/`false`, or a range `from..to`.
 */
export interface ListQuery {
  readonly filters: Readonly<Record<string, string>>;
  readonly search: string;
  /** A field, with a leading minus for descending; empty for the list's own order. */
  readonly sort: string;
}

interface QueryParams {
  readonly keys: readonly string[];
  get(name: string): string | null;
}

type FilterStyle = 'choice' | 'ref' | 'boolean' | 'range' | 'text';

/** How a field is filtered; undefined for kinds that lists are not filtered by. */
export function filterStyle(field: Field): FilterStyle | undefined {
  switch (field.kind) {
    case 'choice':
    case 'currency':
      return 'choice';
    case 'ref':
    case 'boolean':
      return field.kind;
    case 'date':
    case 'timestamp':
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      return 'range';
    case 'text':
    case 'email':
    case 'phone':
    case 'url':
      return 'text';
    case 'richText':
    case 'tags':
      return undefined;
  }
}

/** Fields that the list offers as filters: those declared, but the title, which the search box covers. */
export function filterNames(entity: EntityDefinition): string[] {
  return entity.filter.filter((name) => {
    const field = entity.fields[name];
    return name !== entity.title && field !== undefined && !field.secret && filterStyle(field) !== undefined;
  });
}

/** Longest text that the server searches for. */
const MAX_SEARCH = 2_000;

/** Reads the page's address; what it does not understand is left out, so that an old link still opens. */
export function readListQuery(entity: EntityDefinition, params: QueryParams): ListQuery {
  const names = new Set(filterNames(entity));
  const filters: Record<string, string> = {};
  for (const key of params.keys) {
    const field: Field | undefined = names.has(key) ? entity.fields[key] : undefined;
    const value = field && understood(field, params.get(key) ?? '');
    if (value) filters[key] = value;
  }
  const sort = params.get('sort') ?? '';
  return {
    filters,
    search: (params.get('q') ?? '').slice(0, MAX_SEARCH),
    sort: sortNames(entity).includes(parseOrder(sort).name) ? sort : '',
  };
}

/** What of a filter's text makes sense for its field; empty where nothing does. */
function understood(field: Field, text: string): string {
  switch (filterStyle(field)) {
    case 'choice':
      return text
        .split(',')
        .filter((value) => field.values?.includes(value))
        .join(',');
    case 'boolean':
      return text === 'true' || text === 'false' ? text : '';
    case 'ref':
      return fieldSchema(field).safeParse(text).success ? text : '';
    case 'range': {
      const [from, to] = rangeOf(field, text);
      return from || to ? `${from?.text ?? ''}..${to?.text ?? ''}` : '';
    }
    default:
      return text.slice(0, MAX_SEARCH);
  }
}

/** Fields that the list's headers sort by. */
export function sortNames(entity: EntityDefinition): string[] {
  return [...entity.sort, 'updatedTs'];
}

/** Which way a list is sorted by a field; `sort` is what was asked for, empty for the list's own order. */
export function sortDirection(
  entity: EntityDefinition,
  sort: string,
  name: string,
): 'ascending' | 'descending' | 'none' {
  const order = sort || entity.orderBy;
  if (order === name) return 'ascending';
  return order === `-${name}` ? 'descending' : 'none';
}

/** What to sort by once a field is chosen: first ascending, again descending, then back to the list's own order. */
export function nextSort(entity: EntityDefinition, sort: string, name: string): string {
  const own = entity.orderBy;
  const third = own === `-${name}` ? name : own;
  const next = { none: name, ascending: `-${name}`, descending: third }[sortDirection(entity, sort, name)];
  return next === own ? '' : next;
}

/** The same as the engine's query. Single values stay equalities: those can be subscribed to as a scope. */
export function toFindQuery(entity: EntityDefinition, query: ListQuery, limit: number): FindQuery<EntityDefinition> {
  const where: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(query.filters)) {
    const field = entity.fields[name];
    if (field) where[name] = condition(field, text);
  }
  if (query.search) where[entity.title] = { contains: query.search };
  return {
    ...(Object.keys(where).length > 0 && { where }),
    orderBy: query.sort || entity.orderBy,
    limit,
  };
}

function condition(field: Field, text: string): unknown {
  switch (filterStyle(field)) {
    case 'choice': {
      const values = text.split(',');
      return values.length === 1 ? values[0] : { in: values };
    }
    case 'boolean':
      return text === 'true';
    case 'range':
      return range(field, text);
    case 'text':
      return { contains: text };
    default:
      return text;
  }
}

/** `from..to`, either of which may be missing; both ends included. */
function range(field: Field, text: string): unknown {
  const [from, to] = rangeOf(field, text);
  const [least, most] = widest(field);
  return { between: [from?.value ?? least, to?.value ?? most] };
}

function rangeOf(field: Field, text: string) {
  const [from = '', to = ''] = text.split('..');
  return [bound(field, from, '00:00:00.000'), bound(field, to, '23:59:59.999')] as const;
}

/** An end of a range as rows hold it; undefined where it is open or makes no sense. A moment's day is the person's own. */
function bound(field: Field, text: string, time: string): { text: string; value: unknown } | undefined {
  if (text === '') return undefined;
  let value: unknown = Number(text);
  if (field.kind === 'date') value = text;
  if (field.kind === 'timestamp') {
    const moment = new Date(`${text}T${time}`);
    value = Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
  }
  const { min: _min, max: _max, ...unlimited } = field;
  return fieldSchema(unlimited).safeParse(value).success ? { text, value } : undefined;
}

function widest(field: Field): readonly [unknown, unknown] {
  if (field.kind === 'date') return ['0001-01-01', '9999-12-31'];
  if (field.kind === 'timestamp') return ['0001-01-02T00:00:00.000Z', '9999-12-30T23:59:59.999Z'];
  const limit = field.kind === 'integer' ? 2_147_483_647 : 999_999_999_999;
  return [-limit, limit];
}
