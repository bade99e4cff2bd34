import { computed, DestroyRef, DOCUMENT, inject, Service, signal } from '@angular/core';

import { storedSignal } from '../settings/stored-signal.ts';

/** A key (`n`), two in a row (`g p`), or with the platform's command key (`mod+k`). */
export interface Shortcut {
  readonly keys: string;
  /** What it does, as the list of shortcuts says it. */
  readonly label: string;
  /** Whether it can be used now; always, where absent. What cannot is not listed, and its keys do nothing. */
  readonly isOffered?: () => boolean;
  run(): void;
}

/** The second key of a pair must follow within this time. */
const PAIR_MS = 1_200;

/**
 * Keyboard shortcuts of whatever is on the screen. Single keys can be switched off (WCAG 2.1.4) and never act while
 * somebody types or chooses from a menu, or a dialog is open; those with the command key always do.
 */
@Service()
export class Shortcuts {
  private readonly document = inject(DOCUMENT);
  private readonly active = signal<readonly Shortcut[]>([]);
  private before?: { key: string; atMs: number };
  /** What is opening at the moment. */
  private held = 0;

  readonly list = computed(() => this.active().filter(({ isOffered }) => isOffered?.() ?? true));
  readonly singleKeys = storedSignal('tidemark.single-keys', true, (value) => typeof value === 'boolean');

  constructor() {
    const listen = (event: KeyboardEvent) => this.handle(event);
    this.document.addEventListener('keydown', listen);
    inject(DestroyRef).onDestroy(() => this.document.removeEventListener('keydown', listen));
  }

  /** Adds shortcuts until the calling injection context ends; later ones win over earlier ones with the same keys. */
  add(shortcuts: readonly Shortcut[], destroyRef = inject(DestroyRef)): void {
    this.active.update((list) => [...shortcuts, ...list]);
    destroyRef.onDestroy(() => this.active.update((list) => list.filter((it) => !shortcuts.includes(it))));
  }

  /** Single keys do nothing until `opening` is settled: what is typed meanwhile is meant for what opens. */
  async holdDuring<T>(opening: Promise<T>): Promise<T> {
    this.held += 1;
    try {
      return await opening;
    } finally {
      this.held -= 1;
    }
  }

  private handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    const pressed = event.metaKey || event.ctrlKey ? `mod+${event.key.toLowerCase()}` : event.key;
    if (!pressed.startsWith('mod+') && (!this.singleKeys() || this.held > 0 || this.isTyping(event))) return;
    const { before } = this;
    const pair = before && event.timeStamp - before.atMs < PAIR_MS ? `${before.key} ${pressed}` : undefined;
    this.before = { key: pressed, atMs: event.timeStamp };
    const shortcut = this.active().find((it) => it.keys === pair) ?? this.active().find((it) => it.keys === pressed);
    if (!shortcut) return;
    this.before = undefined;
    event.preventDefault();
    if (shortcut.isOffered?.() ?? true) shortcut.run();
  }

  private isTyping(event: KeyboardEvent): boolean {
    const target = event.target instanceof Element ? event.target : null;
    const takesKeys = 'input, textarea, select, [contenteditable], [role="combobox"], [role="listbox"], [role="menu"]';
    const inField = target?.closest(takesKeys) ?? null;
    return inField !== null || this.document.querySelector('.cdk-overlay-container [role="dialog"]') !== null;
  }
}
