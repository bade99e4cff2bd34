import { DOCUMENT, effect, inject, Service } from '@angular/core';

import { storedSignal } from './stored-signal.ts';

const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEMES)[number];

/** Light, dark or as the system says; remembered in this browser. */
@Service()
export class Theme {
  private readonly root = inject(DOCUMENT).documentElement;
  readonly choice = storedSignal<ThemeChoice>('tidemark.theme', 'system', (value) =>
    THEMES.includes(value as ThemeChoice),
  );

  constructor() {
    effect(() => {
      const choice = this.choice();
      this.root.classList.toggle('light', choice === 'light');
      this.root.classList.toggle('dark', choice === 'dark');
    });
  }
}
