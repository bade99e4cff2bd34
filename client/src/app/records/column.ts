import { type EntityDefinition, type Field, SYSTEM_FIELDS } from '@tidemark/entity-model';

import { sortNames } from './list-query.ts';

/** A column of a list. */
export interface Column {
  readonly name: string;
  readonly label: string;
  readonly field: Field;
  readonly sortable: boolean;
  /** Whether figures are aligned at the right, as numbers are compared. */
  readonly figures: boolean;
  /** Whether its value says nothing without the label, where there is no header (on a card). */
  readonly labelled: boolean;
  /** CSS track size. */
  readonly track: string;
  /** Least width in rem: columns that do not fit are left out from the right. */
  readonly minRem: number;
}

/** Least width in rem and share of what is left over, by kind. */
const SIZES: Readonly<Record<Field['kind'], readonly [number, number]>> = {
  text: [6, 1],
  richText: [12, 3],
  email: [12, 1.5],
  phone: [9, 0.5],
  url: [10, 1],
  integer: [6, 0.25],
  decimal: [6.5, 0.25],
  money: [7, 0.5],
  currency: [5.5, 0],
  percent: [7.5, 0.5],
  boolean: [5.5, 0],
  date: [6.5, 0.25],
  timestamp: [10.5, 0.25],
  choice: [6.75, 0.25],
  tags: [10, 1],
  ref: [8.5, 1.25],
};

/** "5 minutes ago" is shorter than a date with its time. */
const CHANGED_SIZE = [7.5, 0.25] as const;

/** Titles of at most so many characters are numbers or codes. */
const SHORT_TITLE = 60;

const FIGURES: ReadonlySet<Field['kind']> = new Set(['integer', 'decimal', 'money']);
const LABELLED: ReadonlySet<Field['kind']> = new Set(['integer', 'decimal', 'percent', 'boolean']);

/** The declared columns in order, the title first whatever the declaration says, and when the record last changed. */
export function columnsOfList(entity: EntityDefinition): Column[] {
  const names = [entity.title, ...entity.columns.filter((name) => name !== entity.title), 'updatedTs'];
  const sortable = new Set(sortNames(entity));
  return names.flatMap((name) => {
    const field: Field | undefined = name === 'updatedTs' ? SYSTEM_FIELDS.updatedTs : entity.fields[name];
    if (!field || field.secret) return [];
    const [minRem, share] = sizeOf(name, field, entity);
    return [
      {
        name,
        label: field.label ?? name,
        field,
        sortable: sortable.has(name),
        figures: FIGURES.has(field.kind),
        labelled: LABELLED.has(field.kind),
        track: share === 0 ? `${minRem}rem` : `minmax(${minRem}rem, ${share}fr)`,
        minRem,
      },
    ];
  });
}

function sizeOf(name: string, { kind, maxLength = 0 }: Field, entity: EntityDefinition): readonly [number, number] {
  if (name === 'updatedTs') return CHANGED_SIZE;
  if (name !== entity.title) return SIZES[kind];
  // A title that is a number needs less room than a name.
  return maxLength <= SHORT_TITLE ? [9, 1] : [12, 3];
}

/** As many columns as fit, from the left; always the title, and what the list is sorted by. */
export function columnsThatFit(columns: readonly Column[], widthRem: number, sortedBy: string): Column[] {
  const isKept = (column: Column) => column === columns[0] || column.name === sortedBy;
  const width = (column: Column) => column.minRem + 0.75;
  let left = columns.filter(isKept).reduce((rest, column) => rest - width(column), widthRem - 1.5);
  return columns.filter((column) => isKept(column) || (left -= width(column)) >= 0);
}
