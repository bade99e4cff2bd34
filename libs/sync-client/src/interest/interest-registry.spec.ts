import { ManualClock } from '../testing/manual-clock.ts';
import { mergeInterests } from './interest.ts';
import { InterestRegistry } from './interest-registry.ts';

const LIST = { entityCode: 'project', where: {}, orderBy: 'name' };

function world() {
  const clock = new ManualClock();
  const registry = new InterestRegistry(clock, 5_000);
  const published: number[] = [];
  registry.interest$.subscribe(({ keys }) => published.push(keys.length));
  return { clock, registry, published };
}

it('counts views: a record is of interest until the last of them has gone', async () => {
  const { clock, registry } = world();
  const [one, two] = [registry.claim(), registry.claim()];
  one.set({ keys: ['project|a', 'project|b'], lists: [] });
  two.set({ keys: ['project|b'], lists: [] });
  await clock.advance(0);
  one.release();
  await clock.advance(5_500);
  expect(registry.interest$.value.keys).toEqual(['project|b']);
  two.release();
  await clock.advance(5_500);
  expect(registry.interest$.value).toEqual({ keys: [], lists: [] });
});

it('keeps an interest for the grace period, so that coming back changes nothing', async () => {
  const { clock, registry } = world();
  const one = registry.claim();
  one.set({ keys: ['project|a'], lists: [{ ...LIST, limit: 50 }] });
  await clock.advance(0);
  one.release();
  await clock.advance(4_999);
  expect(registry.interest$.value.keys).toEqual(['project|a']);
  registry.claim().set({ keys: ['project|a'], lists: [{ ...LIST, limit: 50 }] });
  await clock.advance(60_000);
  expect(registry.interest$.value).toMatchObject({ keys: ['project|a'], lists: [{ limit: 50 }] });
});

it('publishes the changes of one turn once', async () => {
  const { clock, registry, published } = world();
  for (let view = 0; view < 10; view += 1) registry.claim().set({ keys: [`project|${view}`], lists: [] });
  await clock.advance(0);
  expect(published).toEqual([0, 10]);
});

it('publishes nothing for a view that shows what it showed before, in whatever order', async () => {
  const { clock, registry, published } = world();
  const view = registry.claim();
  view.set({ keys: ['project|a', 'project|b'], lists: [{ ...LIST, limit: 50 }] });
  await clock.advance(0);
  view.set({ keys: ['project|b', 'project|a'], lists: [{ ...LIST, limit: 50 }] });
  await clock.advance(10_000);
  expect(published).toEqual([0, 2]);
  view.set({ keys: ['project|b', 'project|a'], lists: [{ ...LIST, limit: 100 }] });
  view.set({ keys: ['project|b', 'project|c'], lists: [{ ...LIST, limit: 100 }] });
  await clock.advance(10_000);
  expect(registry.interest$.value).toEqual({ keys: ['project|b', 'project|c'], lists: [{ ...LIST, limit: 100 }] });
});

it('drops together what was released within half a second', async () => {
  const { clock, registry, published } = world();
  const views = Array.from({ length: 10 }, () => registry.claim());
  for (const [place, view] of views.entries()) view.set({ keys: [`project|${place}`], lists: [] });
  for (const view of views) {
    view.release();
    await clock.advance(49);
  }
  await clock.advance(5_500);
  expect(published).toEqual([0, 10, 0]);
});

it('asks for as many rows of a list as the greediest view', async () => {
  const { clock, registry } = world();
  const [small, large] = [registry.claim(), registry.claim()];
  small.set({ keys: [], lists: [{ ...LIST, limit: 50 }] });
  large.set({ keys: [], lists: [{ ...LIST, limit: 200 }] });
  await clock.advance(0);
  expect(registry.interest$.value.lists).toEqual([{ ...LIST, limit: 200 }]);
  large.release();
  await clock.advance(5_500);
  expect(registry.interest$.value.lists).toEqual([{ ...LIST, limit: 50 }]);
});

it('merges what several tabs show', () => {
  const merged = mergeInterests([
    { keys: ['project|a'], lists: [{ ...LIST, limit: 50 }] },
    { keys: ['project|a', 'project|b'], lists: [{ ...LIST, where: { name: undefined }, limit: 100 }] },
  ]);
  expect(merged.keys).toEqual(['project|a', 'project|b']);
  expect(merged.lists).toHaveLength(1);
  expect(merged.lists[0]?.limit).toBe(100);
});
