import { Observable, share } from 'rxjs';

import type { HeldLock, TabBus, TabHub, TabLock } from '../ports/tab-bus.ts';

/** BroadcastChannel and Web Locks; where a browser or Node lacks one, the tab behaves as if it were the only one. */
export const browserTabHub: TabHub = { openBus, openLock };

function openBus(name: string): TabBus {
  if (typeof BroadcastChannel === 'undefined') {
    return { messages$: new Observable(), post: () => undefined, close: () => undefined };
  }
  const channel = new BroadcastChannel(name);
  let isOpen = true;
  return {
    messages$: new Observable<unknown>((subscriber) => {
      const listener = (event: MessageEvent): void => subscriber.next(event.data);
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    }).pipe(share()),
    post: (message) => {
      if (isOpen) channel.postMessage(message);
    },
    close: () => {
      isOpen = false;
      channel.close();
    },
  };
}

function openLock(name: string): TabLock {
  const locks = globalThis.navigator?.locks;
  if (!locks) return { acquire: () => Promise.resolve(OWN_LOCK), tryAcquire: () => Promise.resolve(OWN_LOCK) };
  return { acquire: (options) => acquireLock(locks, name, options), tryAcquire: () => tryLock(locks, name) };
}

const OWN_LOCK: HeldLock = { release: () => undefined, isHeld: () => Promise.resolve(true) };

/** A Web Lock is held for as long as a promise is pending: `release` resolves it. */
async function acquireLock(
  locks: LockManager,
  name: string,
  { steal, signal, onLost }: { steal: boolean; signal: AbortSignal; onLost: () => void },
): Promise<HeldLock> {
  return new Promise((resolve, reject) => {
    let wasGranted = false;
    let wasReleased = false;
    const granted = (): Promise<void> =>
      new Promise((release) => {
        wasGranted = true;
        void holderOf(locks, name).then((clientId) =>
          resolve({
            release: () => {
              wasReleased = true;
              release();
            },
            isHeld: async () => !wasReleased && clientId !== undefined && (await holderOf(locks, name)) === clientId,
          }),
        );
      });
    // The API takes no signal together with `steal`, which never waits.
    const request = steal ? locks.request(name, { steal }, granted) : locks.request(name, { signal }, granted);
    request.catch((error: unknown) => {
      if (wasGranted && !wasReleased) onLost();
      else if (!wasGranted) reject(error);
    });
  });
}

async function holderOf(locks: LockManager, name: string): Promise<string | undefined> {
  const { held } = await locks.query();
  return held?.find((lock) => lock.name === name)?.clientId;
}

function tryLock(locks: LockManager, name: string): Promise<HeldLock | undefined> {
  return new Promise((resolve) => {
    void locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(undefined);
      return new Promise<void>((release) => resolve({ release, isHeld: () => Promise.resolve(true) }));
    });
  });
}
