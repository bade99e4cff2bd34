import fc from 'fast-check';

import { sqlLiteral, sqlName } from './sql-text.ts';

describe('sqlName', () => {
  it.each([
    ['project', 'project'],
    ['due_on', 'due_on'],
    ['order', '"order"'],
    ['user', '"user"'],
    ['Project', '"Project"'],
    ['1st', '"1st"'],
    ['a"b', '"a""b"'],
    ['x; drop table y', '"x; drop table y"'],
  ])('writes %s as %s', (name, sql) => {
    expect(sqlName(name)).toBe(sql);
  });

  it('never leaves a way out of the identifier', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const sql = sqlName(name);
        return /^[a-z_][a-z0-9_]*$/.test(sql) || /^"([^"]|"")*"$/s.test(sql);
      }),
    );
  });
});

describe('sqlLiteral', () => {
  it.each([
    [null, 'NULL'],
    [undefined, 'NULL'],
    [0, '0'],
    [-1.5, '-1.5'],
    [true, 'true'],
    ["O'Hara", "'O''Hara'"],
    ['a\\b', "E'a\\\\b'"],
    [[], "'{}'"],
    [['a', 'b"c'], 'E\'{"a","b\\\\"c"}\''],
  ])('writes %j as %s', (value, sql) => {
    expect(sqlLiteral(value)).toBe(sql);
  });

  it('never leaves a way out of the string', () => {
    fc.assert(fc.property(fc.string(), (value) => /^('([^']|'')*'|E'([^'\\]|''|\\\\)*')$/s.test(sqlLiteral(value))));
  });
});
