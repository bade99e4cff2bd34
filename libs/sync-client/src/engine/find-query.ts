import type { EntityDefinition, EntityRow, ListOrder } from '@tidemark/entity-model';

type Fields<E extends EntityDefinition> = Omit<EntityRow<E>, 'id' | 'version'>;

/** Conditions on one field; those that are given must all hold. */
export interface Condition<Value> {
  readonly eq?: Value | null;
  readonly in?: readonly Value[];
  readonly lt?: Value;
  readonly gt?: Value;
  /** Both ends included. */
  readonly between?: readonly [Value, Value];
  /** Text: case-insensitive. */
  readonly contains?: string;
}

/** Which records: for each named field a value to equal, or conditions. Only the entity's `filter` fields may be named. */
export type Where<E extends EntityDefinition> = {
  readonly [K in keyof Fields<E>]?: Fields<E>[K] | Condition<NonNullable<Fields<E>[K]>>;
};

/** A field to sort by, ascending, or descending with a leading minus: `'-updatedTs'`. */
export type OrderBy<E extends EntityDefinition> = ListOrder<keyof Fields<E> & string>;

export interface FindQuery<E extends EntityDefinition> {
  readonly where?: Where<E>;
  /** As the definition says where absent. */
  readonly orderBy?: OrderBy<E>;
  /** Rows of the first page; `loadMore` adds as many again. 50 unless told, at most 500. */
  readonly limit?: number;
}
