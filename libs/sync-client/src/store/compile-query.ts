import { parseOrder, type SlotName } from '@tidemark/entity-model';
import type { Row } from '@tidemark/protocol';

import type { EntityCatalogue } from './entity-catalogue.ts';
import type { ListQuery } from './list-query.ts';
import { compareText } from './query-order.ts';
import type { TableQuery } from './record-table.ts';
import type { StoredRecord } from './stored-record.ts';

type ConditionName = 'eq' | 'in' | 'lt' | 'gt' | 'between' | 'contains';

/** Whether a value of `where` is a set of conditions rather than a value to equal. */
function isCondition(value: unknown): value is Readonly<Partial<Record<ConditionName, unknown>>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `where` in its long form: every value as conditions. */
export function conditionsOf(where: ListQuery['where']): [string, Readonly<Partial<Record<ConditionName, unknown>>>][] {
  return Object.entries(where).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, isCondition(value) ? value : { eq: value }]],
  );
}

/** Translates a list's query into what the local table answers: by slot index where it can, else by test and sort. */
export function compileQuery(query: ListQuery, limit: number, catalogue: EntityCatalogue): TableQuery {
  const { entityCode } = query;
  const slots: Partial<Record<SlotName, string>> = {};
  const tests: ((row: Row) => boolean)[] = [];
  for (const [name, conditions] of conditionsOf(query.where)) {
    const slot = catalogue.slot(entityCode, name);
    const given = Object.entries(conditions).filter(([, operand]) => operand !== undefined);
    if (slot?.exact && given.length === 1 && given[0]?.[0] === 'eq') {
      slots[slot.slot] = slot.key(conditions.eq);
      continue;
    }
    const key = (value: unknown): string => catalogue.key(entityCode, name, value);
    for (const [condition, operand] of given) {
      const test = compileCondition(condition as ConditionName, operand, key);
      tests.push((row) => test(row[name]));
    }
  }
  return {
    entityCode,
    slots,
    limit,
    ...compileOrder(query, catalogue),
    ...(tests.length > 0 && {
      matches: ({ data }: StoredRecord) => data !== null && tests.every((test) => test(data)),
    }),
  };
}

/** By slot where the field has one; else by comparing the rows. */
function compileOrder(
  { entityCode, orderBy }: ListQuery,
  catalogue: EntityCatalogue,
): Pick<TableQuery, 'descending' | 'sortSlot' | 'compare'> {
  const { name, descending } = parseOrder(orderBy);
  const sortSlot = catalogue.slot(entityCode, name)?.slot;
  if (sortSlot) return { descending, sortSlot };
  const key = ({ data }: StoredRecord): string => catalogue.key(entityCode, name, data?.[name]);
  return {
    descending,
    compare: (left, right) => compareText(key(left), key(right)) || compareText(left.key, right.key),
  };
}

/** A test of one field's value; `key` gives the form in which values of this kind compare. NULL passes only `eq: null`. */
function compileCondition(
  condition: ConditionName,
  operand: unknown,
  key: (value: unknown) => string,
): (value: unknown) => boolean {
  const isNull = (value: unknown): boolean => value === null || value === undefined;
  switch (condition) {
    case 'eq':
      return (value) => (isNull(operand) ? isNull(value) : value === operand);
    case 'in':
      return (value) => (operand as readonly unknown[]).includes(value);
    case 'lt':
      return (value) => !isNull(value) && key(value) < key(operand);
    case 'gt':
      return (value) => !isNull(value) && key(value) > key(operand);
    case 'between': {
      const [low, high] = operand as readonly [unknown, unknown];
      return (value) => !isNull(value) && key(value) >= key(low) && key(value) <= key(high);
    }
    case 'contains':
      return (value) => typeof value === 'string' && value.toLowerCase().includes(String(operand).toLowerCase());
  }
}
