import { Holdings } from './holdings.ts';
import { MatchIndex } from './match-index.ts';
import type { Subscriber } from './subscriber.ts';

const subscriber = (connectionId: string): Subscriber => ({
  connectionId,
  personId: connectionId,
  holdings: new Holdings(),
  queue: () => undefined,
  queueResync: () => undefined,
});

const names = (found: Iterable<Subscriber>) => [...found].map((one) => one.connectionId).sort();

describe('by id', () => {
  it('finds all who subscribe to a record, each once', () => {
    const index = new MatchIndex();
    const [a, b] = [subscriber('a'), subscriber('b')];
    expect(index.addId('task', '1', a)).toBe(true);
    expect(index.addId('task', '1', a)).toBe(false);
    index.addId('task', '1', b);
    index.addId('task', '2', b);
    expect(names(index.subscribersOf('task', '1'))).toEqual(['a', 'b']);
    expect(names(index.subscribersOf('project', '1'))).toEqual([]);
    expect(b.holdings.size).toBe(2);
  });

  it('forgets a record with its last subscriber', () => {
    const index = new MatchIndex();
    const [a, b] = [subscriber('a'), subscriber('b')];
    for (const one of [a, b]) index.addId('task', '1', one);
    expect(index.removeId('task', '1', a)).toBe(true);
    expect(index.removeId('task', '1', a)).toBe(false);
    expect(names(index.subscribersOf('task', '1'))).toEqual(['b']);
    index.removeId('task', '1', b);
    expect(index.entry('task', '1')).toBeUndefined();
    expect([a.holdings.size, b.holdings.size]).toEqual([0, 0]);
  });
});

describe('by scope', () => {
  const matching = (index: MatchIndex, image: Record<string, unknown>) =>
    names([...index.scopesMatching('task', image)].map((scope) => scope.subscriber));

  it('finds those whose every field equals the image; {} is everything, null is empty', () => {
    const index = new MatchIndex();
    const scopes = {
      all: {},
      todo: { status: 'todo' },
      both: { status: 'todo', projectId: 'p' },
      none: { projectId: null },
    };
    for (const [name, scope] of Object.entries(scopes)) index.addScope('task', scope, subscriber(name));
    expect(matching(index, { status: 'todo', projectId: 'p' })).toEqual(['all', 'both', 'todo']);
    expect(matching(index, { status: 'done' })).toEqual(['all', 'none']);
    expect(matching(index, { status: 'todo', projectId: null })).toEqual(['all', 'none', 'todo']);
  });

  it('tells numbers from text', () => {
    const index = new MatchIndex();
    index.addScope('task', { size: 1 }, subscriber('number'));
    index.addScope('task', { size: '1' }, subscriber('text'));
    expect(matching(index, { size: 1 })).toEqual(['number']);
  });

  it('takes the order of fields for nothing', () => {
    const index = new MatchIndex();
    const one = subscriber('one');
    expect(index.addScope('task', { a: 1, b: 2 }, one)).toBe(true);
    expect(index.addScope('task', { b: 2, a: 1 }, one)).toBe(false);
    const [key = ''] = one.holdings.scopes.get('task')?.keys() ?? [];
    expect(index.removeScope('task', key, one)).toBe(true);
    expect(matching(index, { a: 1, b: 2 })).toEqual([]);
    expect(index.hasScopes('task')).toBe(false);
  });
});

describe('interest', () => {
  it('grows with entities and fields, and says so', () => {
    const index = new MatchIndex(new Map([['task', ['projectId']]]));
    const one = subscriber('one');
    index.addId('task', '1', one);
    expect(index.interest).toMatchObject({ revision: 1, entityCodes: ['task'], imageEntityCodes: [] });
    index.addId('task', '2', one);
    expect(index.interest.revision).toBe(1);
    index.addScope('task', { status: 'todo' }, one);
    expect(index.interest.imageEntityCodes).toEqual(['task']);
    expect([...index.interest.imageFields].sort()).toEqual(['projectId', 'status']);
    expect(index.interest.revision).toBe(2);
  });

  it('shrinks only when told to, without a new revision', () => {
    const index = new MatchIndex();
    const one = subscriber('one');
    index.addId('task', '1', one);
    index.addId('project', '1', one);
    index.removeId('task', '1', one);
    expect(index.interest.entityCodes).toEqual(['task', 'project']);
    const { revision } = index.interest;
    index.narrow();
    expect(index.interest).toMatchObject({ revision, entityCodes: ['project'] });
    index.addId('task', '1', one);
    expect(index.interest.revision).toBe(revision + 1);
  });
});
