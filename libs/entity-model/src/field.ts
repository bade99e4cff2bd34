/** What a field holds. Each kind has one SQL type, one JSON form, one validation rule and one way to show and edit it. */
export type FieldKind =
  | 'text'
  | 'richText'
  | 'email'
  | 'phone'
  | 'url'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'currency'
  | 'percent'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'choice'
  | 'tags'
  | 'ref';

/** What the database does to a record when the record it points to is deleted. */
export type OnDelete = 'restrict' | 'cascade' | 'set null';

/**
 * One field of an entity, as plain data. The type parameters say what the row, input and patch types need to know:
 * `Value` is its TypeScript type, `Required` whether NULL is excluded, `Secret` whether rows leave it out, `Defaulted`
 * whether a CREATE may leave it out although it is required.
 */
export interface Field<
  Value = unknown,
  Required extends boolean = boolean,
  Secret extends boolean = boolean,
  Defaulted extends boolean = boolean,
> {
  readonly kind: FieldKind;
  /** Whether the column is NOT NULL. */
  readonly required: Required;
  /** Whether the value is stored, but never in rows, logs, history or on the wire. */
  readonly secret: Secret;
  /** What people call it; `defineEntity` derives it from the field's name where absent (`dueOn` becomes "Due on"). */
  readonly label?: string;
  /** One sentence under the input. */
  readonly hint?: string;
  /** Text kinds: greatest length in characters (code points, as PostgreSQL counts them). */
  readonly maxLength?: number;
  /** Number kinds: inclusive range. */
  readonly min?: number;
  readonly max?: number;
  /** decimal, money and percent: digits after the point. */
  readonly scale?: number;
  /** choice and currency: the allowed values, in the order in which people expect them. */
  readonly values?: readonly string[];
  /** ref: the entity code that it points to. */
  readonly target?: string;
  readonly onDelete?: OnDelete;
  /** money: the name of the field that holds its currency. */
  readonly currencyField?: string;
  /** Whether no two records may share the value. */
  readonly unique?: boolean;
  /** Value that the database sets where a CREATE does not name the field. */
  readonly default?: Value;
  /** Type carriers only; never present at run time. */
  readonly __value?: Value;
  readonly __defaulted?: Defaulted;
}
