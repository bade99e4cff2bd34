import type { EntityDefinition, Fields } from './define-entity.ts';
import type { Field } from './field.ts';

type Value<F> = F extends Field<infer V, infer R> ? (R extends true ? V : V | null) : never;
type RequiredInput<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<unknown, true> ? (F[K] extends { default: unknown } ? never : K) : never;
}[keyof F];

/** What every record has besides its declared fields. */
export interface SystemFields {
  readonly id: string;
  readonly version: number;
  readonly createdTs: string;
  readonly updatedTs: string;
}

/** A record as it is read: every field present, NULL where empty. */
export type EntityRow<E extends EntityDefinition> = SystemFields & { readonly [K in keyof E['fields']]: Value<E['fields'][K]> };

/** What CREATE takes: required fields without a default must be there; the caller may bring the id. */
export type EntityInput<E extends EntityDefinition> = { id?: string } & {
  [K in keyof E['fields'] & RequiredInput<E['fields']>]: Value<E['fields'][K]>;
} & { [K in keyof E['fields']]?: Value<E['fields'][K]> };

/** What UPDATE takes: any of the fields, nothing else. */
export type EntityPatch<E extends EntityDefinition> = { [K in keyof E['fields']]?: Value<E['fields'][K]> };
