import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';

export interface ConfirmOptions {
  readonly heading: string;
  readonly text: string;
  /** What the confirming button does, as a verb: never "OK". */
  readonly action: string;
  readonly cancel: string;
}

/** Asks before something that cannot be taken back. Closes with true only on the confirming button. */
@Component({
  selector: 'app-confirm',
  imports: [MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ options.heading }}</h2>
    <mat-dialog-content>{{ options.text }}</mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close cdkFocusInitial>{{ options.cancel }}</button>
      <button matButton="filled" type="button" class="danger" [mat-dialog-close]="true">{{ options.action }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    :host {
      overflow-wrap: anywhere;
    }
    .danger {
      --mat-button-filled-container-color: var(--mat-sys-error);
      --mat-button-filled-label-text-color: var(--mat-sys-on-error);
    }
  `,
})
export class Confirm {
  protected readonly options = inject<ConfirmOptions>(MAT_DIALOG_DATA);
}

/** Asks the question, and gives whether the person confirmed it. Needs an injection context. */
export function injectConfirm(): (question: ConfirmOptions) => Promise<boolean> {
  const dialog = inject(MatDialog);
  return async (data) => {
    const asked = dialog.open<Confirm, ConfirmOptions, boolean>(Confirm, { data });
    return (await firstValueFrom(asked.afterClosed())) === true;
  };
}
