import { computed, effect, isDevMode, Service, signal } from '@angular/core';
import { injectSync } from '@tidemark/sync-angular';

import { trustedScriptUrl } from './trusted-script-url.ts';

/** How often a tab that stays open asks for a new release. */
const CHECK_EVERY_MS = 30 * 60_000;

/**
 * Registers the service worker, which keeps the application's files for starts without the network, and says when the
 * page is older than the release on the server. The page is never swapped under the user's hands: reloading is theirs.
 */
@Service()
export class ServiceWorkerClient {
  private readonly sync = injectSync();
  private readonly online = computed(() => this.sync.status().state === 'online');
  private readonly outdated = signal(false);
  /** Whether a newer release is there than the one that this page runs. */
  readonly updateReady = this.outdated.asReadonly();
  private registration?: ServiceWorkerRegistration;

  constructor() {
    // A connection that comes back may come from a server that was replaced.
    effect(() => {
      if (this.online()) this.check();
    });
  }

  start(): void {
    if (isDevMode() || !('serviceWorker' in navigator)) return;
    // Without a service worker there is no offline start; everything else works.
    void this.register().catch(() => undefined);
  }

  update(): void {
    location.reload();
  }

  private async register(): Promise<void> {
    navigator.serviceWorker.addEventListener('controllerchange', () => void this.compare());
    const url = trustedScriptUrl('/service-worker.js') as string;
    this.registration = await navigator.serviceWorker.register(url, { updateViaCache: 'none' });
    setInterval(() => this.check(), CHECK_EVERY_MS);
  }

  private check(): void {
    void this.registration?.update().catch(() => undefined);
  }

  /** A worker has taken over: is this page the one that it belongs to? Its main script's name says so. */
  private async compare(): Promise<void> {
    const own = document.querySelector<HTMLScriptElement>('script[src^="main"]')?.getAttribute('src');
    const page = await fetch('/', { cache: 'no-store' }).then((response) => response.text());
    if (own) this.outdated.set(!page.includes(own));
  }
}
