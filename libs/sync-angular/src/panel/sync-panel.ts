import { Clipboard } from '@angular/cdk/clipboard';
import {
  afterEveryRender,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { OutboxEntry } from '@tidemark/sync-client';

import { SyncHost } from '../internal/sync-host.ts';
import { SyncIcon } from '../status/sync-icon.ts';
import { syncSummary } from '../status/sync-summary.ts';
import { Sync } from '../sync.ts';
import { age } from './age.ts';
import { diagnostics } from './diagnostics.ts';
import { OutboxItem } from './outbox-item.ts';
import { SyncPanelOpener } from './sync-panel-opener.ts';

/** How long "Copied" stands on the button. */
const COPIED_MS = 2_000;

/**
 * What waits to be sent and what was refused, with a way out for each: edit, retry, discard, or decide a conflict.
 * Opened by the status chip; applications may place it elsewhere too.
 */
@Component({
  selector: 'tide-sync-panel',
  imports: [MatButtonModule, OutboxItem, SyncIcon],
  templateUrl: './sync-panel.html',
  styleUrl: './sync-panel.scss',
  host: { '(focusin)': 'focusPath = $event.composedPath()' },
})
export class SyncPanel {
  private readonly sync = inject(Sync);
  private readonly host = inject(SyncHost);
  private readonly opener = inject(SyncPanelOpener);
  private readonly clipboard = inject(Clipboard);
  private readonly document = inject(DOCUMENT);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  private readonly now = signal(Date.now());
  /** What had the focus last, then what it stood in, outwards. */
  protected focusPath: readonly EventTarget[] = [];

  protected readonly status = this.sync.status;
  protected readonly summary = computed(() => syncSummary(this.status(), { offline: this.sync.offline() }));
  protected readonly attention = computed(() => this.sync.outbox().filter((it) => it.state !== 'pending'));
  protected readonly waiting = computed(() => this.sync.outbox().filter((it) => it.state === 'pending'));
  /** Ids of the writes that the question is about: what is refused after it was asked is not discarded with them. */
  private readonly asked = signal<readonly string[]>([]);
  protected readonly doomed = computed(() => this.attention().filter((it) => this.asked().includes(it.mutationId)));
  protected readonly lastSynced = computed(() => {
    const { synced, lastSyncedAt } = this.status();
    if (synced) return 'Up to date now';
    return lastSyncedAt ? `Last up to date ${age(lastSyncedAt, this.now())} ago` : 'Not yet up to date';
  });
  protected readonly channel = computed(() => {
    const { state, transport, late } = this.status();
    if (state !== 'online') return 'Not connected';
    if (late) return 'Delayed: the server is behind';
    return transport === 'websocket' ? 'Live' : 'Checked every few seconds (live updates are off)';
  });
  protected readonly copied = signal(false);
  protected readonly canSignIn = this.host.config.signIn !== undefined;
  protected readonly nowMs = this.now.asReadonly();

  constructor() {
    const timer = setInterval(() => this.now.set(Date.now()), 1_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
    afterEveryRender(() => this.keepFocus());
  }

  protected close(): void {
    this.opener.close();
  }

  protected signIn(): void {
    this.close();
    this.host.config.signIn?.();
  }

  protected askToDiscardAll(): void {
    this.asked.set(this.attention().map((it) => it.mutationId));
  }

  protected keepAll(): void {
    this.asked.set([]);
  }

  protected async discardAll(): Promise<void> {
    // With a CREATE goes what was built on it: those are discarded first, as long as they are there.
    const isCreate = ({ action }: OutboxEntry) => Number(action === 'CREATE');
    const doomed = [...this.doomed()].sort((a, b) => isCreate(a) - isCreate(b));
    this.keepAll();
    for (const { mutationId } of doomed) await this.sync.discard(mutationId);
  }

  protected copyDiagnostics(): void {
    this.copied.set(this.clipboard.copy(diagnostics(this.status(), this.sync.outbox())));
    setTimeout(() => this.copied.set(false), COPIED_MS);
  }

  /** A button that goes would take the focus with it: it moves to the nearest one that is left, or to the heading. */
  private keepFocus(): void {
    const [last] = this.focusPath;
    if (!(last instanceof Node) || last.isConnected || this.document.activeElement !== this.document.body) return;
    const near = this.focusPath.find((it) => it instanceof Element && it.isConnected && it !== this.element);
    const button = near instanceof Element && this.element.contains(near) ? near.querySelector('button') : null;
    (button ?? this.heading().nativeElement).focus();
  }
}
