import type { RestClient, RestOutcome } from '../connection/rest-client.ts';
import { DEFAULT_TUNING } from '../engine/tuning.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import type { AnswerApplier } from './answer-applier.ts';
import { AnswerOrder } from './answer-order.ts';
import { ListLoader } from './list-loader.ts';

function world(outcome: RestOutcome = { kind: 'retry' }) {
  const clock = new ManualClock();
  const asked: string[] = [];
  const loader = new ListLoader({
    rest: {
      request: ({ path }: { path: string }) => {
        asked.push(path);
        return Promise.resolve(outcome);
      },
    } as unknown as RestClient,
    order: new AnswerOrder(),
    applier: {} as AnswerApplier,
    clock,
    random: () => 0.5,
    tuning: DEFAULT_TUNING,
    onLate: () => undefined,
    onSignedOut: () => undefined,
  });
  loader.setPaused(false);
  return { clock, asked, loader };
}

const list = (entityCode: string, limit = 50) => ({ entityCode, where: {}, orderBy: 'name', limit });

it('waits longer and longer while the server fails, however many lists fail and whatever is shown meanwhile', async () => {
  const { clock, asked, loader } = world();
  const shown = ['project', 'task', 'risk', 'event'].map((code) => list(code));
  loader.want(shown);
  for (let second = 0; second < 60; second += 1) {
    await clock.advance(1_000);
    loader.want(shown.map((one) => ({ ...one, limit: 50 + second })));
    loader.reload();
  }
  // Half of 0.5, 1, 2, 4, 8, 16 and 30 s after each other: eight requests of each list in a minute, not hundreds.
  expect(asked.length).toBeLessThanOrEqual(4 * 9);
  expect(asked.length).toBeGreaterThanOrEqual(4 * 5);
});

const REFUSED: RestOutcome = { kind: 'refused', problem: { code: 'UNKNOWN_ENTITY', detail: '' } as never };

it.each([[{ kind: 'retry' } as const], [REFUSED]])(
  'asks at once when the surroundings have changed: %j',
  async (outcome) => {
    const { clock, asked, loader } = world(outcome);
    loader.want([list('project')]);
    await clock.advance(20_000);
    const before = asked.length;
    loader.setPaused(true);
    loader.setPaused(false);
    await clock.advance(0);
    expect(asked.length).toBe(before + 1);
  },
);
