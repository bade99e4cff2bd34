import { names } from '@nx/devkit';
import {
  type AccessRule,
  type Area,
  defineEntity,
  type EntityDefinition,
  type Field,
  type Fields,
  pascalCase,
} from '@tidemark/entity-model';

import { checkIcon } from './check-icon.ts';
import type { EntityGeneratorOptions } from './entity-generator-options.ts';
import { fieldFrom, type FieldPlan, literal, sourceFrom } from './field-plan.ts';
import { parseFields } from './parse-fields.ts';

/** Kinds that people sort a list by, and kinds that they filter it by. */
const SORTED: ReadonlySet<Field['kind']> = new Set(['date', 'timestamp', 'integer', 'decimal', 'money', 'percent']);
const FILTERED: ReadonlySet<Field['kind']> = new Set(['choice', 'boolean', 'tags', 'date']);

/** An entity to be written. */
export interface EntityPlan {
  readonly code: string;
  /** File in libs/entities/src, without its ending. */
  readonly fileName: string;
  /** Name under which the definition is exported. */
  readonly exportName: string;
  readonly area: Area;
  readonly definition: EntityDefinition;
  /** The definition's file, before formatting. */
  readonly source: string;
}

/**
 * Makes of the generator's options an entity and the text that defines it.
 *
 * @throws FieldSyntaxError where the fields cannot be read
 * @throws DefinitionError where the definition breaks a rule of the language
 * @throws Error where there is no such icon, no text to name a record by, or no reference for the access rule
 */
export function planEntity(options: EntityGeneratorOptions): EntityPlan {
  const { area = 'knowledge', icon = 'category' } = options;
  checkIcon(icon);
  const fileName = names(options.name.trim().replaceAll('_', '-')).fileName;
  const code = fileName.replaceAll('-', '_');
  const plans = parseFields(options.fields);
  const fields: Fields = Object.fromEntries(plans.map((plan) => [plan.name, fieldFrom(plan)]));
  const named = (kinds: ReadonlySet<Field['kind']>) =>
    plans.map(({ name }) => name).filter((name) => has(fields, name, kinds));
  const head = {
    code,
    area,
    icon,
    title: titleOf(code, plans),
    access: accessOf(fields, options.access),
  };
  const lists = { sort: named(SORTED), filter: named(FILTERED) };
  const definition = defineEntity({ ...head, ...lists, fields });
  const exportName = pascalCase(code);
  return { code, fileName, exportName, area, definition, source: sourceOf(exportName, head, plans, lists) };
}

function has(fields: Fields, name: string, kinds: ReadonlySet<Field['kind']>): boolean {
  const field = fields[name];
  return field !== undefined && kinds.has(field.kind);
}

function titleOf(code: string, plans: readonly FieldPlan[]): string {
  const title = plans.find(({ builder, required }) => builder === 'text' && required);
  if (title) return title.name;
  throw new Error(`Entity '${code}' needs a required text that names a record; add name:string! to --fields.`);
}

/** The rule asked for, or the one that the references suggest. */
function accessOf(fields: Fields, rule?: AccessRule['rule']): AccessRule {
  const through = (target: string) =>
    Object.keys(fields).find((name) => fields[name]?.target === target && fields[name]?.required);
  if (rule === undefined)
    return through('project') ? { rule: 'project', via: through('project') } : { rule: 'directory' };
  if (rule === 'directory') return { rule };
  const target = rule === 'project' ? 'project' : 'employee';
  const via = through(target);
  if (via === undefined) {
    throw new Error(`--access ${rule} needs a required reference; add ${target}Id:ref(${target})! to --fields.`);
  }
  return { rule, via };
}

function sourceOf(
  exportName: string,
  head: Record<string, unknown>,
  plans: readonly FieldPlan[],
  lists: Record<string, readonly string[]>,
): string {
  const imports = new Set(['defineEntity', ...plans.map(({ builder }) => builder)]);
  if (plans.some(({ required }) => required)) imports.add('required');
  const sorted = [...imports].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()));
  return [
    `import { ${sorted.join(', ')} } from '@tidemark/entity-model';`,
    '',
    `export const ${exportName} = defineEntity({`,
    ...Object.entries(head).map(([key, value]) => `  ${key}: ${literal(value)},`),
    '  fields: {',
    ...plans.map((plan) => `    ${plan.name}: ${sourceFrom(plan)},`),
    '  },',
    ...Object.entries(lists).flatMap(([key, value]) => (value.length > 0 ? [`  ${key}: ${literal(value)},`] : [])),
    '});',
    '',
  ].join('\n');
}
