import { ENTITIES, Event, Project } from '@tidemark/entities';

import { filterNames, readListQuery, toFindQuery } from './list-query.ts';

const read = (params: Record<string, string>) =>
  readListQuery(Project, { keys: Object.keys(params), get: (name) => params[name] ?? null });
const where = (params: Record<string, string>) => toFindQuery(Project, read(params), 50).where;

describe('list query', () => {
  it('keeps a single value an equality, so that it can be a scope', () => {
    expect(where({ status: 'active' })).toEqual({ status: 'active' });
    expect(where({ status: 'active,on_hold' })).toEqual({ status: { in: ['active', 'on_hold'] } });
  });

  it('reads ranges with either end open', () => {
    expect(where({ dueOn: '2026-01-01..2026-06-30' })).toEqual({ dueOn: { between: ['2026-01-01', '2026-06-30'] } });
    expect(where({ dueOn: '..2026-06-30' })).toEqual({ dueOn: { between: ['0001-01-01', '2026-06-30'] } });
    expect(where({ budget: '1000..' })).toEqual({ budget: { between: [1000, 999_999_999_999] } });
  });

  it('takes the days of a range of moments for days where the person is', () => {
    const query = readListQuery(Event, {
      keys: ['startTs'],
      get: (name) => (name === 'startTs' ? '2026-11-01..2026-11-02' : null),
    });
    expect(toFindQuery(Event, query, 50).where).toEqual({
      startTs: { between: ['2026-10-31T11:00:00.000Z', '2026-11-02T10:59:59.999Z'] },
    });
  });

  it('searches the title', () => {
    expect(where({ q: 'harbour' })).toEqual({ name: { contains: 'harbour' } });
  });

  it('leaves out what it does not understand', () => {
    expect(read({ nonsense: 'x', sort: '-secretField' })).toEqual({ filters: {}, search: '', sort: '' });
    const nonsense = { status: 'gone', dueOn: '2026-02-30..garbage', budget: 'abc..1e30', customerId: 'not-an-id' };
    expect(read(nonsense).filters).toEqual({});
    expect(read({ status: 'active,gone', dueOn: '2026-02-28..2026-02-30' }).filters).toEqual({
      status: 'active',
      dueOn: '2026-02-28..',
    });
  });

  it('sorts by the title where nothing else is asked for', () => {
    expect(toFindQuery(Project, read({}), 50).orderBy).toBe('name');
    expect(toFindQuery(Project, read({ sort: '-budget' }), 50).orderBy).toBe('-budget');
  });

  it('offers each declared filter of each entity, but the title and secret fields', () => {
    for (const entity of ENTITIES)
      for (const name of filterNames(entity)) {
        expect(entity.filter).toContain(name);
        expect(entity.fields[name]?.secret).toBe(false);
      }
  });
});
