import { checkDefinition } from './check-definition.ts';
import { DefinitionError } from './definition-error.ts';
import type { EntityDefinition, EntityOptions, Fields } from './entity-definition.ts';
import type { Field } from './field.ts';
import { pluralOf, sentenceCase } from './names.ts';
import { isSlotKind } from './slot-kind.ts';

/** Index slots of the browser's store: k0, k1, k2 and k3. */
const MAX_SLOTS = 4;

/** Columns of a list whose definition names none. */
const DEFAULT_COLUMNS = 6;

/**
 * Defines an entity once; everything else (table, REST, store, forms) derives from the result.
 *
 * Fills in what the definition leaves out: labels from names, the title and all references as filters, the title as a
 * sort field and the order of lists, the first four indexable fields as slots, the first six short fields as columns.
 *
 * @throws DefinitionError at load, listing every rule that the definition breaks.
 *
 * @example
 * export const Office = defineEntity({
 *   code: 'office', area: 'people', icon: 'apartment', title: 'name', access: { rule: 'directory' },
 *   fields: { name: required(text({ max: 120 })), openedOn: date() },
 *   sort: ['openedOn'],
 * });
 */
export function defineEntity<const F extends Fields>(options: EntityOptions<F>): EntityDefinition<F> {
  type Name = keyof F & string;
  const names = Object.keys(options.fields) as Name[];
  const field = (name: Name): Field | undefined =>
    Object.hasOwn(options.fields, name) ? options.fields[name] : undefined;

  const label = options.label ?? sentenceCase(options.code);
  const references = names.filter((name) => field(name)?.kind === 'ref' && !field(name)?.secret);
  const sort = unique([options.title, ...(options.sort ?? [])]);
  const filter = unique([options.title, ...(options.filter ?? []), ...references]);
  const indexable = unique([...sort, ...(options.filter ?? []), ...references]).filter((name) => {
    const kind = field(name)?.kind;
    return kind !== undefined && isSlotKind(kind);
  });
  const definition: EntityDefinition<F> = {
    ...options,
    label,
    plural: options.plural ?? pluralOf(label),
    fields: Object.fromEntries(
      names.map((name) => [name, labelled(name, options.fields[name] as Field)]),
    ) as unknown as F,
    sort,
    orderBy: options.orderBy ?? options.title,
    filter,
    slots: options.slots ?? indexable.slice(0, MAX_SLOTS),
    columns: options.columns ?? unique([options.title, ...names.filter(isShort)]).slice(0, DEFAULT_COLUMNS),
    ordered: options.ordered ?? [],
  };
  const problems = checkDefinition(definition, MAX_SLOTS);
  if (problems.length > 0) throw new DefinitionError(options.code, problems);
  return definition;

  function isShort(name: Name): boolean {
    const { kind, secret } = options.fields[name] as Field;
    return !secret && kind !== 'richText' && kind !== 'currency' && kind !== 'tags';
  }
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** `managerId` of a reference is shown as "Manager", `isActive` as "Active". */
function labelled(name: string, field: Field): Field {
  if (field.label !== undefined) return field;
  const spoken =
    field.kind === 'ref'
      ? name.replace(/(?<=.)Id$/, '')
      : field.kind === 'boolean'
        ? name.replace(/^is(?=[A-Z])/, '')
        : name;
  return { ...field, label: sentenceCase(spoken) };
}
