import { ChangeRequest, ENTITIES, Risk } from '@tidemark/entities';

import { columnsOfList, columnsThatFit } from './column.ts';

describe('columns', () => {
  it.each(ENTITIES.map((entity) => [entity.code, entity] as const))(
    'of %s begin with the title, end with the time, and hold no secret',
    (_code, entity) => {
      const columns = columnsOfList(entity);
      expect(columns[0]?.name).toBe(entity.title);
      expect(columns.at(-1)?.name).toBe('updatedTs');
      expect(columns.some((column) => column.field.secret)).toBe(false);
      expect(new Set(columns.map((column) => column.name)).size).toBe(columns.length);
    },
  );

  it('are left out from the right when they do not fit, the title never', () => {
    const all = columnsOfList(ChangeRequest);
    expect(columnsThatFit(all, 1, 'title')).toEqual([all[0]]);
    expect(columnsThatFit(all, 1_000, 'title')).toEqual(all);
  });

  it('need their label on a card where they are bare numbers', () => {
    const labelled = columnsOfList(Risk).flatMap(({ name, labelled }) => (labelled ? [name] : []));
    expect(labelled).toEqual(['likelihood', 'impact']);
  });

  it('leave room for what the list is sorted by', () => {
    const all = columnsOfList(ChangeRequest);
    const names = (sortedBy: string) => columnsThatFit(all, 50, sortedBy).map(({ name }) => name);
    expect(names('title')).toEqual(['title', 'number', 'projectId', 'kind', 'status']);
    expect(names('requestedOn')).toEqual(['title', 'number', 'projectId', 'kind', 'requestedOn']);
  });
});
