import type { Field } from './field.ts';

/** Where the client's navigation shows an entity. */
export const AREAS = ['people', 'customers', 'delivery', 'finance', 'goods', 'knowledge'] as const;
export type Area = (typeof AREAS)[number];

export type Fields = Readonly<Record<string, Field>>;

/**
 * Who may read and write the records, as a named rule that the database's row-level security implements
 * (`database/functions/access`): the definition names the rule and the field it needs.
 *
 * - `directory`: every signed-in person reads; managers and administrators write.
 * - `project`: members of the project that `via` names read; members other than viewers write. Managers see all.
 * - `owner`: the employee that `via` names, the manager of that employee's department, and managers.
 * - `finance`: managers and administrators, and the employee that `via` names reads (not writes) their own.
 */
export interface AccessRule {
  readonly rule: 'directory' | 'project' | 'owner' | 'finance';
  /** The reference field through which the rule finds the project or the employee; `id` where it is the record itself. */
  readonly via?: string;
}

/** A field to sort by, ascending, or descending with a leading minus: `'-updatedTs'`. */
export type ListOrder<Name extends string> = Name | `-${Name}`;

export interface EntityDefinition<F extends Fields = Fields, Name extends string = keyof F & string> {
  /** Name on the wire and in the database: singular, snake_case. */
  readonly code: string;
  readonly area: Area;
  /** Singular and plural for people; derived from the code where absent. */
  readonly label: string;
  readonly plural: string;
  /** Name of a Material Symbol. */
  readonly icon: string;
  /** The field that names a record in lists, links and titles. Always sortable and filterable. */
  readonly title: Name;
  readonly access: AccessRule;
  readonly fields: F;
  /** Fields that lists may sort by (besides createdTs and updatedTs). Each has an index. */
  readonly sort: readonly Name[];
  /**
   * The order of the browser's lists where no other is asked for: by one of `sort`, or by when records were created or
   * changed. A slot makes it quick. REST begins with the oldest record unless told.
   */
  readonly orderBy: ListOrder<Name | 'createdTs' | 'updatedTs'>;
  /** Fields that lists and scopes may filter by. Each has an index. References are always included. */
  readonly filter: readonly Name[];
  /** At most four fields of `sort` and `filter` that the browser's store indexes (its slots k0..k3). */
  readonly slots: readonly Name[];
  /** Columns of the list, in order, as a person wants to see them. */
  readonly columns: readonly Name[];
  /** Pairs of dates or numbers of which the first may not be after the second: `[['startOn', 'dueOn']]`. */
  readonly ordered: readonly (readonly [Name, Name])[];
}

/** What a definition may leave out. */
type Derived = 'label' | 'plural' | 'slots' | 'columns' | 'sort' | 'orderBy' | 'filter' | 'ordered';

/** What `defineEntity` takes. */
export type EntityOptions<F extends Fields> = Omit<EntityDefinition<F>, Derived> &
  Partial<Pick<EntityDefinition<F>, Derived>>;
