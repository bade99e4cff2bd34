import fc from 'fast-check';

import { settle } from '../../src/testing/index.ts';
import { Project, Task } from './entities.ts';
import type { SimTab } from './sim-tab.ts';
import { BAD_NAME, PROJECT_IDS, type World } from './world.ts';

/** One step of a script: what happens, with numbers that pick among what is there. */
export interface Step {
  readonly kind: keyof typeof STEPS;
  /** Picks a tab, a record, a value. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

type Picks = Pick<Step, 'a' | 'b' | 'c'>;

const pick = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % Math.max(1, items.length)];
const projectId = (at: number): string => pick(PROJECT_IDS, at) ?? '';
const teamOf = (at: number): string => pick(['red', 'blue', 'all', 'all', 'all'], at) ?? 'all';

/** A name, sometimes one that the server refuses. */
const nameOf = (at: number): string => (at % 7 === 0 ? BAD_NAME : `n${at % 5}`);

/** Does something in a usable tab; what the engine rejects (a record that is not there) is no step at all. */
async function inTab(world: World, at: number, act: (tab: SimTab) => Promise<unknown> | void): Promise<void> {
  const tab = pick(world.browser.usable, at);
  if (!tab) return;
  try {
    await act(tab);
  } catch (error) {
    if (!(error instanceof Error) || !/is not in|exists already/.test(error.message)) throw error;
  }
}

/** Everything that can happen, with its frequency. */
const STEPS = {
  edit: (world: World, { a, b, c }: Picks) =>
    inTab(world, a, (tab) => {
      const fields = c % 3 === 0 ? { name: nameOf(c), note: world.mark() } : { size: c, note: world.mark() };
      return tab.engine.records(Project).patch(projectId(b), fields);
    }),
  resize: (world: World, { a, b, c }: Picks) =>
    inTab(world, a, (tab) => tab.engine.records(Project).patch(projectId(b), { size: c })),
  create: (world: World, { a, b, c }: Picks) =>
    inTab(world, a, (tab) =>
      tab.engine.records(Project).create({ id: projectId(b), name: nameOf(c), team: 'all', note: world.mark() }),
    ),
  createFamily: (world: World, { a, c }: Picks) =>
    inTab(world, a, async (tab) => {
      const parent = await tab.engine.records(Project).create({ name: nameOf(c), team: 'all', note: world.mark() });
      await tab.engine.records(Task).create({ name: `t${c}`, team: 'all', note: world.mark(), projectId: parent });
    }),
  remove: (world: World, { a, b }: Picks) =>
    inTab(world, a, (tab) => {
      // Removing what was never created gives up everything that was written about it.
      world.giveUpUnborn(`project|${projectId(b)}`);
      return tab.engine.records(Project).remove(projectId(b));
    }),
  remotePut: (world: World, { b, c }: Picks) => {
    const id = projectId(b);
    const isNew = !world.server.row('project', id);
    world.server.put(
      'project',
      id,
      isNew ? { name: `r${c}`, team: 'all', note: null, size: c } : c % 2 === 0 ? { name: `r${c}` } : { size: -c },
    );
  },
  remoteMove: (world: World, { b, c }: Picks) => {
    if (world.server.row('project', projectId(b))) world.server.put('project', projectId(b), { team: teamOf(c) });
  },
  /** Somebody else writes one record several times in quick succession, over a slow network. */
  remoteBurst: async (world: World, { a, b, c }: Picks) => {
    world.browser.network.delayMs ||= 400;
    for (let write = 0; write < 4; write += 1) {
      if (world.server.row('project', projectId(b))) world.server.put('project', projectId(b), { size: -write - c });
      await world.clock.advance((c * 11 + a * 37 * write) % 500);
    }
  },
  /** A record goes out of sight, and perhaps comes back, while a list is being loaded over a slow network. */
  flicker: async (world: World, { a, b, c }: Picks) => {
    const id = projectId(b);
    world.browser.network.delayMs ||= 400;
    await inTab(world, a, (tab) => {
      tab.hide('project');
      tab.show('project', pick(['size', '-size', 'name', '-name'], a + c) ?? 'size', 40 + ((a + b + c) % 10));
    });
    await world.clock.advance((a * 13) % 150);
    if (c % 3 === 0) world.server.remove('project', id);
    else if (world.server.row('project', id)) world.server.put('project', id, { team: 'blue' });
    if (c % 4 !== 0) return;
    await world.clock.advance((c * 17 + b * 7) % 300);
    world.server.put('project', id, { name: `f${c}`, team: 'all', note: null, size: c });
  },
  /** Somebody turns the user's access from writing to reading, or back, perhaps while lists and records are on their way. */
  limit: async (world: World, { a, b, c }: Picks) => {
    const { personId, network } = world.browser;
    if (c % 4 === 0) {
      network.delayMs ||= 400;
      await inTab(world, a, (tab) => {
        tab.hide('project');
        tab.show('project', 'size', 40 + (c % 10));
      });
      await world.clock.advance((a * 13) % 150);
    }
    const readOnly = !world.server.isReadOnly(personId, 'project', projectId(b));
    world.server.setReadOnly(personId, 'project', projectId(b), { readOnly });
    if (c % 3 === 0) await world.clock.advance((c * 17 + b * 7) % 300);
    if (c % 6 === 0) world.server.setReadOnly(personId, 'project', projectId(b), { readOnly: !readOnly });
  },
  remoteRemove: (world: World, { b }: Picks) => void world.server.remove('project', projectId(b)),
  forgetLog: (world: World) => world.server.forgetLog(),
  offline: (world: World) => {
    if (!world.browser.network.isUp) return;
    world.browser.network.online$.next(false);
    world.browser.cut();
  },
  online: (world: World) => {
    if (!world.browser.network.isUp) world.browser.network.online$.next(true);
  },
  cut: (world: World) => world.browser.cut(),
  blockSockets: (world: World) => {
    world.browser.network.allowsSockets = false;
    world.browser.cut();
  },
  allowSockets: (world: World) => {
    world.browser.network.allowsSockets = true;
  },
  delay: (world: World, { c }: Picks) => {
    world.browser.network.delayMs = [0, 50, 400, 2_000][c % 4] ?? 0;
  },
  lose: (world: World, { c }: Picks) => {
    world.browser.network.loss = [0, 0.2, 0.5][c % 3] ?? 0;
  },
  repeat: (world: World, { c }: Picks) => {
    world.browser.network.repeats = [0, 0.3][c % 2] ?? 0;
  },
  expireTokens: (world: World) => world.browser.expireTokens(),
  forbidRefresh: (world: World, { c }: Picks) => {
    world.browser.canRefresh = c % 2 === 0;
    if (world.browser.canRefresh) for (const tab of world.browser.usable) tab.engine.authChanged();
  },
  show: (world: World, { a, b, c }: Picks) =>
    inTab(world, a, (tab) => tab.show(b % 3 === 0 ? 'task' : 'project', pick(['name', '-name'], c) ?? 'name', 50)),
  hide: (world: World, { a, b }: Picks) => inTab(world, a, (tab) => tab.hide(b % 2 === 0 ? 'task' : 'project')),
  look: (world: World, { a, b }: Picks) => inTab(world, a, (tab) => tab.look(projectId(b))),
  openTab: async (world: World) => {
    if (world.browser.tabs.filter(({ isDead }) => !isDead).length < 3)
      (await world.openTab()).show('project', 'name', 50);
  },
  closeTab: (world: World, { a }: Picks) => inTab(world, a, (tab) => tab.close()),
  killTab: (world: World, { a }: Picks) => inTab(world, a, (tab) => tab.kill()),
  editAndKill: (world: World, { a, b, c }: Picks) =>
    inTab(world, a, (tab) => {
      void tab.engine
        .records(Project)
        .patch(projectId(b), { size: c, note: world.mark() })
        .catch(() => undefined);
      tab.kill();
    }),
  freeze: (world: World, { a }: Picks) => {
    const tab = pick(world.browser.usable, a);
    if (tab) tab.isFrozen = true;
  },
  thaw: (world: World, { a }: Picks) =>
    pick(
      world.browser.tabs.filter(({ isFrozen, isDead }) => isFrozen && !isDead),
      a,
    )?.thaw(),
  decide: (world: World, { a, c }: Picks) => inTab(world, a, (tab) => decide(world, tab, c)),
  signOut: async (world: World, { a, c }: Picks) => {
    const tab = pick(world.browser.usable, a);
    if (!tab) return;
    const answer = await tab.engine.signOut({ force: c % 3 === 0 });
    if (answer) return;
    await afterSignOut(world, tab);
  },
  signOutAndCrash: async (world: World, { a }: Picks) => {
    const tab = pick(world.browser.usable, a);
    if (!tab) return;
    const before = world.browser.condemnations;
    void tab.engine.signOut({ force: true });
    for (let turn = 0; turn < a; turn += 1) await Promise.resolve();
    tab.kill();
    await settle();
    // Before it was noted, nothing was done: the user is still signed in.
    if (world.browser.condemnations > before) await afterSignOut(world, tab);
  },
  wait: (world: World, { c }: Picks) => world.clock.advance([20, 100, 600, 3_000][c % 4] ?? 20),
} as const;

const WEIGHTS: Partial<Record<keyof typeof STEPS, number>> = {
  edit: 14,
  resize: 5,
  create: 4,
  createFamily: 3,
  remotePut: 10,
  remoteMove: 4,
  wait: 16,
  openTab: 5,
  online: 5,
  thaw: 4,
  decide: 4,
  allowSockets: 3,
  show: 4,
  delay: 6,
  remoteBurst: 8,
  flicker: 6,
  limit: 5,
};

/** The user decides about something refused: retry, correct, resolve or discard. */
async function decide(world: World, tab: SimTab, c: number): Promise<void> {
  let entries: readonly { mutationId: string; state: string; key: string; action: string }[] = [];
  tab.engine.outbox$.subscribe((all) => (entries = all)).unsubscribe();
  await settle();
  const subscription = tab.engine.outbox$.subscribe((all) => (entries = all));
  await settle();
  subscription.unsubscribe();
  const entry =
    pick(
      entries.filter(({ state }) => state !== 'pending'),
      c,
    ) ?? (c % 4 === 0 ? entries[0] : undefined);
  if (!entry) return;
  const { mutationId } = entry;
  if (c % 4 === 0) {
    for (const other of entries) if (other.key === entry.key) world.ledger.givenUp.add(other.mutationId);
    await tab.engine.discard(mutationId);
  } else if (entry.state === 'conflict') {
    const byField = { size: 'mine', note: 'mine', name: 'theirs' } as const;
    const choice = entry.action === 'DELETE' ? 'mine' : byField;
    await world.ledger.settling(() => tab.engine.resolveConflict(mutationId, choice));
  } else
    await tab.engine.retry(
      mutationId,
      entry.action === 'DELETE' ? undefined : { name: 'corrected', team: 'all', note: world.mark() },
    );
}

/** The old user's data must be gone; somebody else signs in. */
async function afterSignOut(world: World, tab: SimTab): Promise<void> {
  const { browser, ledger } = world;
  tab.isSignedOut = true;
  ledger.forget();
  await world.clock.advance(50);
  for (const other of browser.tabs) {
    if (other === tab || other.isDead || other.isFrozen || other.isSignedOut) continue;
    if (!tab.isDead) world.violations.push('a tab was not told of the sign-out');
    // The page of a tab whose sibling crashed in the middle of it is reloaded by the application.
    else other.kill();
  }
  for (const other of browser.tabs) if (other.isFrozen) other.kill();
  browser.personId = browser.personId === 'ada' ? 'tom' : 'ada';
  const next = await world.openTab();
  const left = [...browser.stores.databases.values()].flatMap(({ documents }) => [...documents.values()]);
  if (left.length > 0) world.violations.push(`I7: ${left.length} records of the former user are still there`);
  next.show('project', 'name', 50);
}

/** One random step. */
const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    ...(Object.keys(STEPS) as Step['kind'][]).map((kind) => ({
      arbitrary: fc.constant(kind),
      weight: WEIGHTS[kind] ?? 2,
    })),
  ),
  a: fc.nat(20),
  b: fc.nat(20),
  c: fc.nat(40),
});

/** A whole script of `length` steps. */
export function scriptArbitrary(length: number): fc.Arbitrary<readonly Step[]> {
  return fc.array(stepArbitrary, { minLength: length, maxLength: length, size: 'max' });
}

/** Plays one step, and lets everything happen that needs no time. */
export async function play(world: World, step: Step): Promise<void> {
  await STEPS[step.kind](world, step);
  await world.clock.advance(10);
}
