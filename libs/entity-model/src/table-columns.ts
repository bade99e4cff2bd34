import type { EntityDefinition, Fields } from './entity-definition.ts';
import type { Field, FieldKind } from './field.ts';
import { type FilterOperator, filterOperators } from './filter-operators.ts';
import { type Option, optionsOf } from './form-fields.ts';
import { filterableFields, sortableFields } from './listable-fields.ts';
import { sentenceCase } from './names.ts';
import { SYSTEM_FIELDS } from './system-fields.ts';

/** One column of an entity's list. */
export interface TableColumn {
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: string;
  /** Numbers stand at the end of their cell, so that their digits line up. */
  readonly align: 'start' | 'end';
  /** Width to start from, in CSS pixels. */
  readonly widthPx: number;
  /** Whether the column takes the space that is left. */
  readonly grows: boolean;
  /** Whether it is one of the definition's `columns`; the others are offered to be added. */
  readonly shown: boolean;
  readonly sortable: boolean;
  /** Comparisons that a filter on the column offers; empty where it cannot be filtered. */
  readonly filters: readonly FilterOperator[];
  /** Numbers: digits after the point. */
  readonly scale?: number;
  readonly options?: readonly Option[];
  /** ref: the entity whose record's title is shown. */
  readonly target?: string;
  /** money: the field that holds the currency. */
  readonly currencyField?: string;
}

const WIDTHS: Readonly<Record<FieldKind, number>> = {
  text: 180,
  richText: 320,
  email: 220,
  phone: 150,
  url: 220,
  integer: 110,
  decimal: 110,
  money: 140,
  percent: 110,
  currency: 90,
  boolean: 90,
  date: 120,
  timestamp: 170,
  choice: 130,
  tags: 200,
  ref: 180,
};

const NUMBERS: ReadonlySet<FieldKind> = new Set(['integer', 'decimal', 'money', 'percent']);

/** The columns of an entity's list: first those that the definition shows, then the rest and when it was last changed. */
export function tableColumns(entity: EntityDefinition): TableColumn[] {
  const fields: Fields = entity.fields;
  const rest = Object.keys(fields).filter((name) => !entity.columns.includes(name) && !fields[name]?.secret);
  const sortable = new Set(sortableFields(entity));
  const filterable = new Set(filterableFields(entity));
  const { createdTs, updatedTs } = SYSTEM_FIELDS;
  const all: Fields = { ...fields, createdTs, updatedTs };
  return [...entity.columns, ...rest, 'createdTs', 'updatedTs'].flatMap((name) => {
    const field: Field | undefined = all[name];
    if (!field) return [];
    return {
      name,
      kind: field.kind,
      label: field.label ?? sentenceCase(name),
      align: NUMBERS.has(field.kind) ? 'end' : 'start',
      widthPx: name === entity.title ? 260 : WIDTHS[field.kind],
      grows: name === entity.title,
      shown: entity.columns.includes(name),
      sortable: sortable.has(name),
      filters: filterable.has(name) ? filterOperators(field) : [],
      ...(field.scale !== undefined && { scale: field.scale }),
      ...(field.values && { options: optionsOf(field) }),
      ...(field.target !== undefined && { target: field.target }),
      ...(field.currencyField !== undefined && { currencyField: field.currencyField }),
    };
  });
}
