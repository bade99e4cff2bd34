import { listPath } from './list-path.ts';

const page = { limit: 50, cursor: null };
const path = (where: Record<string, unknown>): string =>
  decodeURIComponent(listPath({ entityCode: 'project', where, orderBy: '-updatedTs' }, page));

it('writes filters, sort and paging as the REST API reads them', () => {
  expect(path({ status: 'active', budget: { gt: 1_000 } })).toBe(
    '/api/v1/project?status=active&budget[gt]=1000&sort=-updatedTs&limit=50',
  );
  expect(path({ budget: { between: [1, 5] } })).toContain('budget[between]=1,5');
  expect(path({ status: { in: ['active', 'closed'] } })).toContain('status[in]=active,closed');
  expect(path({ managerId: null })).toContain('managerId[null]=true');
  expect(path({ name: undefined })).toBe('/api/v1/project?sort=-updatedTs&limit=50');
});

it('repeats values with a comma instead of joining them', () => {
  expect(path({ name: { in: ['a,b', 'c'] } })).toContain('name[in]=a,b&name[in]=c');
});

it('carries the cursor of the next page', () => {
  expect(listPath({ entityCode: 'task', where: {}, orderBy: 'name' }, { limit: 10, cursor: 'x=y' })).toBe(
    '/api/v1/task?sort=name&limit=10&cursor=x%3Dy',
  );
});
