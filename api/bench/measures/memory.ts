import { atMost, type Figure } from '../harness/figure.ts';
import type { StagedMeasure } from '../harness/measure.ts';
import type { ProcessState } from '../harness/probe.ts';

const CONNECTIONS = 4_000;
const CONNECTIONS_PER_PERSON = 20;
const IDS_PER_CONNECTION = 50;
const SETTLE_MS = 1_500;
const KIB = 1_024;

/** What an open socket costs the API process. */
export const memory: StagedMeasure = {
  name: 'memory',
  title: 'Memory per idle connection',
  async run(stage, { say, scale }) {
    await stage.dropApi();
    const count = Math.max(1_000, Math.round(CONNECTIONS * scale));
    const { tokens } = await stage.makers.people((2 * count) / CONNECTIONS_PER_PERSON, 'admin');
    const tasks = await stage.makers.tasks(20_000);
    const idsOf = Array.from({ length: count }, (_, n) =>
      Array.from(
        { length: IDS_PER_CONNECTION },
        (_unused, k) => tasks[(n * IDS_PER_CONNECTION + k) % tasks.length] ?? '',
      ),
    );
    const api = await stage.freshApi();
    const settled = async () => {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      await api.state();
      return api.state();
    };
    // The first half pays for what is allocated once (code, pools, room to grow); the second shows what each one adds.
    const halves: ProcessState[] = [];
    const half = count / 2;
    for (const subscriptions of [0, IDS_PER_CONNECTION]) {
      for (const part of [0, 1]) {
        say(`memory: ${half} connections with ${subscriptions} subscriptions each`);
        const fleet = stage.fleet();
        const from = (subscriptions === 0 ? 0 : count) + part * half;
        const first = Math.floor(from / CONNECTIONS_PER_PERSON);
        const people = tokens.slice(first, first + half / CONNECTIONS_PER_PERSON);
        await fleet.open({ ...api.target, tokens: people, count: half });
        if (subscriptions > 0) await fleet.subscribe({ entityCode: 'task', idsOf });
        halves.push(await settled());
      }
    }
    const [, bare, first, last] = halves;
    const [before] = halves;
    if (!before || !bare || !first || !last) return [];
    await api.stop();
    return [
      figure('0 subscriptions', half, before, bare),
      figure(`${IDS_PER_CONNECTION} subscriptions`, half, first, last, 20),
    ];
  },
};

function figure(name: string, n: number, before: ProcessState, after: ProcessState, limitKib?: number): Figure {
  const value = (after.rssBytes - before.rssBytes) / n / KIB;
  const heap = (after.heapUsedBytes + after.externalBytes - before.heapUsedBytes - before.externalBytes) / n / KIB;
  return {
    name: `per connection with ${name}`,
    value,
    unit: 'KiB',
    n,
    ...(limitKib !== undefined && { target: atMost(value, limitKib, 'KiB') }),
    note: `resident memory of the API process after garbage collection; ${heap.toFixed(1)} KiB of it live heap and buffers; ids are shared, as those of one company's lists are`,
  };
}
