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

/** One field of an entity, as plain data. `Value` is its TypeScript type in a row; `Required` whether NULL is excluded. */
export interface Field<Value = unknown, Required extends boolean = boolean> {
  readonly kind: FieldKind;
  /** Whether the column is NOT NULL. */
  readonly required: Required;
  /** What people call it; derived from the field's name where absent (`dueOn` becomes "Due on"). */
  readonly label?: string;
  /** One sentence under the input. */
  readonly hint?: string;
  /** Text: greatest length in characters. */
  readonly maxLength?: number;
  /** Numbers: inclusive range. */
  readonly min?: number;
  readonly max?: number;
  /** decimal: digits after the point. */
  readonly scale?: number;
  /** choice: the allowed values, in the order in which people expect them. */
  readonly values?: readonly string[];
  /** ref: the entity code that it points to, and what the database does when that record is deleted. */
  readonly target?: string;
  readonly onDelete?: 'restrict' | 'cascade' | 'set null';
  /** money: the name of the field that holds its currency. */
  readonly currencyField?: string;
  /** Whether no two records may share the value. */
  readonly unique?: boolean;
  /** Stored, but never in rows, logs, history or on the wire. */
  readonly secret?: boolean;
  /** Value that the database sets where a CREATE does not name the field. */
  readonly default?: Value;
  /** Type carrier only; never present at run time. */
  readonly __value?: Value;
}
