import { FakeBrowser } from '../testing/fake-tab-hub.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { Leadership } from './leadership.ts';

const TUNING = { beatMs: 500, leaseMs: 1_600 };

interface Tab {
  leadership: Leadership;
  isVisible: boolean;
  freeze(): void;
  thaw(): void;
  crash(): void;
}

function world() {
  const clock = new ManualClock();
  const browser = new FakeBrowser();
  const tabs: Tab[] = [];
  const open = (): Tab => {
    const held: (() => void)[] = [];
    const tab = { isFrozen: false, isDead: false, isVisible: true };
    const deliver = (run: () => void): void => {
      if (tab.isDead) return;
      if (tab.isFrozen) held.push(run);
      else run();
    };
    const hub = browser.tab(deliver);
    const leadership: Leadership = new Leadership({
      lock: hub.openLock('user'),
      clock: {
        now: () => clock.now(),
        setTimeout: (run, ms) => clock.setTimeout(() => deliver(run), ms),
        clearTimeout: (timer) => clock.clearTimeout(timer),
      },
      tuning: TUNING,
      isVisible: () => one.isVisible,
      beat: () => {
        for (const other of tabs) if (other !== one && !tab.isFrozen) other.leadership.heard();
      },
    });
    const one: Tab = {
      leadership,
      isVisible: true,
      freeze: () => void (tab.isFrozen = true),
      thaw: () => {
        tab.isFrozen = false;
        for (const run of held.splice(0)) run();
      },
      crash: () => {
        tab.isDead = true;
        hub.kill();
      },
    };
    tabs.push(one);
    leadership.start();
    return one;
  };
  return { clock, open };
}

it('lets the first tab lead, and the next one when the first is closed', async () => {
  const { clock, open } = world();
  const [first, second] = [open(), open()];
  await clock.advance(3_000);
  expect([first.leadership.isLeading(), second.leadership.isLeading()]).toEqual([true, false]);
  first.leadership.stop();
  await clock.advance(0);
  expect([first.leadership.isLeading(), second.leadership.isLeading()]).toEqual([false, true]);
});

it('replaces a crashed leader at once', async () => {
  const { clock, open } = world();
  const [first, second] = [open(), open()];
  await clock.advance(1_000);
  first.crash();
  await clock.advance(0);
  expect(second.leadership.isLeading()).toBe(true);
});

it('replaces a frozen leader within two seconds, which trusts itself no more when it thaws', async () => {
  const { clock, open } = world();
  const [first, second] = [open(), open()];
  await clock.advance(1_200);
  first.freeze();
  await clock.advance(2_000);
  expect(second.leadership.isLeading()).toBe(true);
  expect(first.leadership.isLeading()).toBe(false);
  first.thaw();
  await clock.advance(600);
  expect([first.leadership.leads$.value, second.leadership.isLeading()]).toEqual([false, true]);
});

it('does not let a hidden tab take the lead by force', async () => {
  const { clock, open } = world();
  const [first, second] = [open(), open()];
  second.isVisible = false;
  await clock.advance(1_000);
  first.freeze();
  await clock.advance(10_000);
  expect(second.leadership.isLeading()).toBe(false);
  first.thaw();
  await clock.advance(600);
  expect(first.leadership.isLeading()).toBe(true);
});

it('goes on leading after a short sleep that nobody noticed', async () => {
  const { clock, open } = world();
  const only = open();
  await clock.advance(1_000);
  only.freeze();
  await clock.advance(60_000);
  only.thaw();
  await clock.advance(0);
  expect(only.leadership.isLeading()).toBe(true);
});
