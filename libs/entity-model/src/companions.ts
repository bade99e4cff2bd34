import type { EntityDefinition } from './entity-definition.ts';

/**
 * The fields that mean something only together with the named one: of an amount its currency, of a currency its
 * amounts. Two people who change one each have not changed different things.
 */
export function companionsOf({ fields }: EntityDefinition, name: string): readonly string[] {
  const { currencyField } = fields[name] ?? {};
  if (currencyField !== undefined) return [currencyField];
  return Object.keys(fields).filter((other) => fields[other]?.currencyField === name);
}
