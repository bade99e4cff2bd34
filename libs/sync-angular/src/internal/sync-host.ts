import { isPlatformBrowser } from '@angular/common';
import {
  computed,
  DestroyRef,
  effect,
  ErrorHandler,
  inject,
  Injectable,
  InjectionToken,
  PLATFORM_ID,
  signal,
  untracked,
} from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { createSyncEngine, type SyncEngine } from '@tidemark/sync-client';
import { filter, firstValueFrom, type Observable } from 'rxjs';

import type { SyncConfig } from '../sync-config.ts';
import type { SyncFeature } from '../sync-feature.ts';

export const SYNC_CONFIG = new InjectionToken<SyncConfig>('SYNC_CONFIG');
export const SYNC_FEATURES = new InjectionToken<readonly SyncFeature[]>('SYNC_FEATURES');

/**
 * Holds the engine of whoever is signed in: opens one when a user appears, closes it when the user changes or the
 * application ends. Engines follow each other, never overlap: the next opens after the former has closed.
 * On a server (SSR) there is never an engine, and nothing touches IndexedDB.
 */
@Injectable()
export class SyncHost {
  readonly config = inject(SYNC_CONFIG);
  private readonly features = inject(SYNC_FEATURES);
  private readonly errors = inject(ErrorHandler);
  private readonly inBrowser = isPlatformBrowser(inject(PLATFORM_ID));
  private readonly current = signal<{ userId: string; engine: SyncEngine } | undefined>(undefined);
  private readonly failure = signal<Error | undefined>(undefined);
  private queue: Promise<void> = Promise.resolve();

  /** The engine of the signed-in user; undefined while there is none or while it opens. */
  readonly engine = computed(() => {
    const held = this.current();
    return held && held.userId === this.config.user()?.id ? held.engine : undefined;
  });
  /** The same as an observable, so that views can switch over. */
  readonly engine$: Observable<SyncEngine | undefined> = toObservable(this.engine);
  /** Why the local store could not be opened. */
  readonly openFailure = this.failure.asReadonly();

  constructor() {
    if (!this.inBrowser) return;
    effect(() => {
      const userId = this.config.user()?.id;
      untracked(() => this.switchTo(userId));
    });
    effect(() => {
      if (this.config.needsSignIn?.() === false) this.engine()?.authChanged();
    });
    inject(DestroyRef).onDestroy(() => this.switchTo(undefined));
  }

  /** The engine once it is open; stays pending while nobody is signed in. */
  whenOpen(): Promise<SyncEngine> {
    const engine = untracked(this.engine);
    return engine ? Promise.resolve(engine) : firstValueFrom(this.engine$.pipe(filter((it) => it !== undefined)));
  }

  /** Forgets an engine that has closed itself (sign-out). */
  drop(engine: SyncEngine): void {
    if (untracked(this.current)?.engine === engine) this.current.set(undefined);
  }

  private switchTo(userId: string | undefined): void {
    this.queue = this.queue.then(async () => {
      const held = untracked(this.current);
      if (held?.userId === userId) return;
      this.current.set(undefined);
      this.failure.set(undefined);
      await held?.engine.close();
      // The user may have changed again while the former engine closed; that change has queued its own switch.
      if (userId !== undefined && untracked(this.config.user)?.id === userId) await this.open(userId);
    });
    this.queue = this.queue.catch((error: unknown) => {
      this.failure.set(error instanceof Error ? error : new Error(String(error)));
      this.errors.handleError(error);
    });
  }

  private async open(userId: string): Promise<void> {
    const { entities, apiUrl = '', accessToken } = this.config;
    const create = this.features.find((it) => it.createEngine)?.createEngine ?? createSyncEngine;
    const engine = await create({
      ...Object.assign({}, ...this.features.map((it) => it.engineOptions)),
      user: { id: userId },
      entities,
      apiUrl,
      accessToken: (options?: { refresh?: boolean }) => accessToken(options),
    });
    engine.signedOut$.subscribe(() => {
      this.drop(engine);
      this.config.signedOutElsewhere?.();
    });
    this.current.set({ userId, engine });
  }
}
