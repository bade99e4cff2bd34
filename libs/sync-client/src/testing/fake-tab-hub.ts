import { Subject } from 'rxjs';

import type { HeldLock, TabBus, TabHub, TabLock } from '../ports/tab-bus.ts';

interface Waiting {
  grant(): void;
}

/** One browser: its tabs share messages and locks. Give each simulated tab a `TabHub` from `tab()`. */
export class FakeBrowser {
  readonly #buses = new Map<string, Set<Subject<unknown>>>();
  readonly #locks = new Map<string, { holder: object | null; lose: () => void; queue: Waiting[] }>();

  /** `deliver` passes a message or lock event to the tab: a frozen tab holds it back, a killed one drops it. */
  tab(deliver: (run: () => void) => void = (run) => queueMicrotask(run)): TabHub & { kill(): void } {
    const releases = new Set<() => void>();
    return {
      openBus: (name) => this.#openBus(name, deliver),
      openLock: (name) => this.#openLock(name, deliver, releases),
      kill: () => {
        for (const release of [...releases]) release();
      },
    };
  }

  #openBus(name: string, deliver: (run: () => void) => void): TabBus {
    const members = this.#buses.get(name) ?? new Set<Subject<unknown>>();
    this.#buses.set(name, members);
    const inbox = new Subject<unknown>();
    const messages$ = new Subject<unknown>();
    inbox.subscribe((message) => deliver(() => messages$.next(message)));
    members.add(inbox);
    return {
      messages$,
      post: (message) => {
        for (const member of members) if (member !== inbox) member.next(structuredClone(message));
      },
      close: () => members.delete(inbox),
    };
  }

  #openLock(name: string, deliver: (run: () => void) => void, releases: Set<() => void>): TabLock {
    const lock = this.#locks.get(name) ?? { holder: null, lose: () => undefined, queue: [] };
    this.#locks.set(name, lock);
    const next = (): void => {
      lock.holder = null;
      lock.queue.shift()?.grant();
    };
    return {
      tryAcquire: () => {
        if (lock.holder) return Promise.resolve(undefined);
        const token = {};
        lock.holder = token;
        const release = (): void => {
          releases.delete(release);
          if (lock.holder === token) next();
        };
        releases.add(release);
        return Promise.resolve({ release, isHeld: () => Promise.resolve(lock.holder === token) });
      },
      acquire: ({ steal, signal, onLost }) =>
        new Promise<HeldLock>((resolve, reject) => {
          const token = {};
          const release = (): void => {
            releases.delete(release);
            if (lock.holder === token) next();
          };
          const grant = (): void => {
            lock.holder = token;
            lock.lose = () => deliver(onLost);
            releases.add(release);
            deliver(() => resolve({ release, isHeld: () => Promise.resolve(lock.holder === token) }));
          };
          if (signal.aborted) return reject(new Error('aborted'));
          if (steal) {
            const { holder, lose } = lock;
            grant();
            if (holder) lose();
            return;
          }
          if (!lock.holder) return grant();
          const waiting = { grant };
          const leave = (): void => {
            lock.queue = lock.queue.filter((other) => other !== waiting);
          };
          lock.queue.push(waiting);
          releases.add(leave);
          signal.addEventListener('abort', () => {
            leave();
            reject(new Error('aborted'));
          });
        }),
    };
  }
}
