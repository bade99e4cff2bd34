import type { Observable } from 'rxjs';

/** Messages between the tabs of one user in one browser. A tab does not hear itself. */
export interface TabBus {
  readonly messages$: Observable<unknown>;
  post(message: unknown): void;
  close(): void;
}

/** A lock that this tab was given. */
export interface HeldLock {
  release(): void;
  /** Whether it is still this tab's. */
  isHeld(): Promise<boolean>;
}

/** A lock held by at most one tab, released by the browser when the tab closes or crashes. */
export interface TabLock {
  /**
   * Waits for the lock, or with `steal` takes it from a holder that no longer answers. `onLost` is called once, where
   * another tab stole it from this one. Rejects where the signal was aborted while waiting.
   */
  acquire(options: { steal: boolean; signal: AbortSignal; onLost: () => void }): Promise<HeldLock>;
  /** The lock, if nobody holds it or waits for it. */
  tryAcquire(): Promise<HeldLock | undefined>;
}

/** How tabs of one browser find each other; the names keep users and servers apart. */
export interface TabHub {
  openBus(name: string): TabBus;
  openLock(name: string): TabLock;
}
