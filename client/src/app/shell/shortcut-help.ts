import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialogModule } from '@angular/material/dialog';
import { MatSlideToggleModule } from '@angular/material/slide-toggle';

import { Shortcuts } from './shortcuts.ts';

/** The shortcuts of the page behind it, and the switch for those of a single key. */
@Component({
  selector: 'app-shortcut-help',
  imports: [MatButtonModule, MatDialogModule, MatSlideToggleModule],
  template: `
    <h2 mat-dialog-title>Keyboard shortcuts</h2>
    <mat-dialog-content>
      <dl>
        @for (row of rows(); track row.keys) {
          <dt>{{ row.label }}</dt>
          <dd>
            @for (key of row.shown; track $index) {
              <kbd>{{ key }}</kbd>
            }
          </dd>
        }
      </dl>
      <mat-slide-toggle [checked]="shortcuts.singleKeys()" (change)="shortcuts.singleKeys.set($event.checked)">
        Shortcuts without Ctrl or ⌘
      </mat-slide-toggle>
    </mat-dialog-content>
    <mat-dialog-actions align="end"
      ><button matButton="filled" mat-dialog-close type="button">Close</button></mat-dialog-actions
    >
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 0.5rem 1rem;
      margin: 0 0 1rem;
    }
    dd {
      display: flex;
      gap: 0.25rem;
      margin: 0;
    }
  `,
})
export class ShortcutHelp {
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly rows = computed(() =>
    this.shortcuts.list().map(({ keys, label }) => ({
      keys,
      label,
      shown: keys.split(/[ +]/).map((key) => (key === 'mod' ? 'Ctrl / ⌘' : key)),
    })),
  );
}
