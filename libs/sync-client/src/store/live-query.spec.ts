import { Subject } from 'rxjs';

import { liveQuery } from './live-query.ts';

/** A query whose runs end when told to, and what it has shown. */
function world() {
  const changes$ = new Subject<ReadonlySet<string>>();
  const ends: ((outcome: string | Error) => void)[] = [];
  const runs: [string | undefined, string[]][] = [];
  const shown: string[] = [];
  const failures: unknown[] = [];
  const run = (before: string | undefined, changed: ReadonlySet<string>): Promise<string> => {
    runs.push([before, [...changed]]);
    return new Promise((resolve, reject) =>
      ends.push((outcome) => (typeof outcome === 'string' ? resolve(outcome) : reject(outcome))),
    );
  };
  const subscription = liveQuery(
    run,
    changes$,
    (key) => key !== 'other',
    (error) => failures.push(error),
  ).subscribe((result) => shown.push(result));
  const change = (...keys: string[]): void => changes$.next(new Set(keys));
  const end = async (outcome: string | Error): Promise<void> => {
    ends.shift()?.(outcome);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { subscription, change, end, runs, shown, failures };
}

it('shows each run, also where changes never pause: a busy list does not stand still', async () => {
  const { change, end, shown } = world();
  for (const result of ['one', 'two', 'three']) {
    change('a');
    await end(result);
  }
  expect(shown).toEqual(['one', 'two', 'three']);
});

it('tells one more run what changed meanwhile, and what was shown last', async () => {
  const { change, end, runs } = world();
  await end('one');
  change('a', 'other');
  change('b');
  change('c', 'b');
  await end('two');
  await end('three');
  expect(runs).toEqual([
    [undefined, []],
    ['one', ['a']],
    ['two', ['b', 'c']],
  ]);
});

it('does not run for what is of no concern, nor show the same result twice', async () => {
  const { change, end, runs, shown } = world();
  await end('one');
  change('other');
  change('a');
  await end('one');
  expect([runs.length, shown]).toEqual([2, ['one']]);
});

it('begins anew after a failure', async () => {
  const { change, end, runs, shown, failures } = world();
  await end('one');
  change('a');
  await end(new Error('storage'));
  change('b');
  await end('two');
  expect(runs.at(-1)).toEqual([undefined, ['b']]);
  expect([shown, failures]).toEqual([['one', 'two'], [new Error('storage')]]);
});
