import { Component, computed, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatDividerModule } from '@angular/material/divider';
import { MatIconModule } from '@angular/material/icon';
import { MatMenuModule } from '@angular/material/menu';
import { sentenceCase } from '@tidemark/entity-model';

import { AuthSession } from '../auth/auth-session.ts';
import { SignOut } from '../auth/sign-out.ts';
import { Theme, type ThemeChoice } from '../settings/theme.ts';
import { Shortcuts } from './shortcuts.ts';

const LOOKS: readonly { choice: ThemeChoice; label: string; icon: string }[] = [
  { choice: 'system', label: 'As the system', icon: 'brightness_auto' },
  { choice: 'light', label: 'Light', icon: 'light_mode' },
  { choice: 'dark', label: 'Dark', icon: 'dark_mode' },
];

/** Who is signed in, the look, the list of shortcuts, and the way out. */
@Component({
  selector: 'app-user-menu',
  imports: [MatDividerModule, MatIconModule, MatMenuModule],
  templateUrl: './user-menu.html',
  styleUrl: './user-menu.scss',
})
export class UserMenu {
  private readonly dialog = inject(MatDialog);
  private readonly leaving = inject(SignOut);
  protected readonly theme = inject(Theme);
  protected readonly looks = LOOKS;
  protected readonly user = inject(AuthSession).user;
  protected readonly role = computed(() => sentenceCase(this.user()?.role ?? ''));
  protected readonly initials = computed(() =>
    (this.user()?.name ?? '')
      .split(/\s+/)
      .map((word) => word.charAt(0))
      .filter(Boolean)
      .filter((_, index, all) => index === 0 || index === all.length - 1)
      .join('')
      .toUpperCase(),
  );

  constructor() {
    inject(Shortcuts).add([{ keys: '?', label: 'Show all shortcuts', run: () => void this.showShortcuts() }]);
  }

  protected signOut(): void {
    void this.leaving.start();
  }

  protected async showShortcuts(): Promise<void> {
    const { ShortcutHelp } = await import('./shortcut-help.ts');
    this.dialog.open(ShortcutHelp, { width: 'min(30rem, 94vw)' });
  }
}
