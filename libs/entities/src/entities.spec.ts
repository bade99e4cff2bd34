import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import {
  addForeignKeysSql,
  AREAS,
  createTableSql,
  type EntityDefinition,
  foreignKeysOf,
  missingMigrations,
  pascalCase,
} from '@tidemark/entity-model';

import { ENTITIES } from './entities.ts';
import * as exported from './index.ts';

const FOLDER = path.join(__dirname, '../../../database/migrations');
const files = readdirSync(FOLDER).sort();

function entity(code: string): EntityDefinition {
  const found = ENTITIES.find((one) => one.code === code);
  if (!found) throw new Error(`no definition of ${code}`);
  return found;
}

function committed(name: string): string {
  return readFileSync(path.join(FOLDER, name), 'utf8');
}

describe('the definitions', () => {
  it('have codes of their own, grouped by area', () => {
    const codes = ENTITIES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const areas = ENTITIES.map(({ area }) => AREAS.indexOf(area));
    expect(areas).toEqual([...areas].sort((a, b) => a - b));
  });

  it('are each exported by name and listed', () => {
    const { ENTITIES: list, ...definitions } = exported;
    expect(Object.keys(definitions).sort()).toEqual(list.map(({ code }) => pascalCase(code)).sort());
    for (const one of list) expect(definitions).toHaveProperty(pascalCase(one.code), one);
  });

  it('refer only to each other', () => {
    const codes = new Set(ENTITIES.map(({ code }) => code));
    const targets = ENTITIES.flatMap(foreignKeysOf).map(({ target }) => target);
    expect(targets.filter((target) => !codes.has(target))).toEqual([]);
  });
});

describe('the committed migrations', () => {
  it('are there for every entity', () => {
    expect(missingMigrations(ENTITIES, files)).toEqual([]);
  });

  // A table that was altered after it had been created is held to its definition by the drift test alone.
  const altered = new Set(files.flatMap((name) => /^\d{4}_alter_([a-z0-9_]+?)(?:__.*)?\.sql$/.exec(name)?.[1] ?? []));
  const isDropped = (code: string, after: string) =>
    files.some((name) => name > after && name.endsWith(`_drop_${code}.sql`));
  const existing = new Set<string>();
  let batch: EntityDefinition[] = [];
  for (const name of files) {
    const code = /^\d{4}_create_([a-z0-9_]+)\.sql$/.exec(name)?.[1];
    if (code !== undefined && isDropped(code, name)) continue;
    if (code !== undefined) {
      const sql = createTableSql(entity(code), { existing: new Set(existing) });
      if (!altered.has(code)) it(`${name} is what the definition gives`, () => expect(committed(name)).toBe(sql));
      existing.add(code);
      batch.push(entity(code));
    } else if (/^\d{4}_add_circular_references\.sql$/.test(name)) {
      const sql = addForeignKeysSql(batch);
      it(`${name} is what the definitions give`, () => expect(committed(name)).toBe(sql));
      batch = [];
    }
  }

  it('leave no reference out', () => {
    expect(addForeignKeysSql(batch)).toBeUndefined();
  });
});
