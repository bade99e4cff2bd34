import type { EntityDefinition, Fields } from './entity-definition.ts';
import type { Field } from './field.ts';

/** Shows an intersection as the one object that it is, in messages and for exact comparison. */
type Flat<T> = { [K in keyof T]: T[K] };

type Value<F> = F extends Field<infer V, infer R> ? (R extends true ? V : V | null) : never;

/** Names of the fields that a CREATE must bring: required, without a default. */
type Demanded<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<unknown, true, boolean, false> ? K : never;
}[keyof F];

/** Names of the fields that rows show: all but the secret ones. */
type Shown<F extends Fields> = { [K in keyof F]: F[K] extends Field<unknown, boolean, true> ? never : K }[keyof F];

/** What every record has besides its declared fields. */
export interface SystemFields {
  readonly id: string;
  readonly version: number;
  readonly createdTs: string;
  readonly updatedTs: string;
}

/** A record as it is read: every field but the secret ones present, NULL where empty. */
export type EntityRow<E extends EntityDefinition> = Flat<
  SystemFields & { readonly [K in Shown<E['fields']>]: Value<E['fields'][K]> }
>;

/** What CREATE takes: required fields without a default must be there; the caller may bring the id. */
export type EntityInput<E extends EntityDefinition> = Flat<
  { id?: string } & { -readonly [K in Demanded<E['fields']>]: Value<E['fields'][K]> } & {
    -readonly [K in Exclude<keyof E['fields'], Demanded<E['fields']>>]?: Value<E['fields'][K]>;
  }
>;

/** What UPDATE takes: any of the fields, nothing else. */
export type EntityPatch<E extends EntityDefinition> = { -readonly [K in keyof E['fields']]?: Value<E['fields'][K]> };
