import { afterNextRender, Component, computed, effect, inject, input, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatIconModule } from '@angular/material/icon';
import { MatSnackBar } from '@angular/material/snack-bar';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { injectSync } from '@tidemark/sync-angular';

import { AuthSession } from '../auth/auth-session.ts';
import { mayCreate } from '../auth/may-create.ts';
import { EmptyState } from '../display/empty-state.ts';
import { RecordForm } from '../form/record-form.ts';
import { requiredEntity } from '../records/required-entity.ts';
import { PageTitle } from '../shell/page-title.ts';
import { Shortcuts } from '../shell/shortcuts.ts';
import { DoneMessage } from './done-message.ts';
import { type MayHoldUnsaved, UnsavedText } from './unsaved-text.ts';

/** Creates a record. Query parameters with field names fill the form: `/task/new?projectId=…`. */
@Component({
  selector: 'app-new-record-page',
  imports: [EmptyState, MatButtonModule, MatIconModule, RecordForm, RouterLink],
  template: `
    <header class="head">
      <a class="back" [routerLink]="['/', entity().code]"><mat-icon>arrow_back</mat-icon>{{ entity().plural }}</a>
      <h1>New {{ entity().label.toLowerCase() }}</h1>
    </header>
    @if (mayCreate()) {
      <div class="sheet">
        <app-record-form
          [entity]="entity()"
          [row]="defaults()"
          [proposed]="given()"
          [isNew]="true"
          (submitted)="create($event)"
        >
          <div class="save">
            <!-- Leaving the first field would say that it is needed, and move the link away from under the pointer. -->
            <a matButton [routerLink]="['/', entity().code]" (mousedown)="$event.preventDefault()">Cancel</a>
            <button matButton="filled" type="submit" aria-keyshortcuts="Control+S" [disabled]="isCreating()">
              Create {{ entity().label.toLowerCase() }}
            </button>
          </div>
        </app-record-form>
      </div>
    } @else {
      <app-empty-state
        icon="lock"
        [heading]="'You may not create ' + entity().plural.toLowerCase()"
        text="Ask a manager or an administrator, if you need one."
      >
        <a matButton="filled" [routerLink]="['/', entity().code]">All {{ entity().plural.toLowerCase() }}</a>
      </app-empty-state>
    }
  `,
  styleUrl: './new-record-page.scss',
})
export class NewRecordPage implements MayHoldUnsaved {
  private readonly sync = injectSync();
  private readonly router = inject(Router);
  private readonly snackBar = inject(MatSnackBar);
  private readonly done = inject(DoneMessage);
  private readonly params = inject(ActivatedRoute).snapshot.queryParamMap;
  private readonly session = inject(AuthSession);
  private readonly form = viewChild(RecordForm);

  readonly entityCode = input.required<string>();
  protected readonly entity = computed(() => requiredEntity(this.entityCode()));
  protected readonly mayCreate = computed(() => mayCreate(this.session.user()?.role, this.entity()));
  protected readonly defaults = computed<Readonly<Record<string, unknown>>>(() =>
    Object.fromEntries(
      Object.entries(this.entity().fields)
        .filter(([, field]) => !field.secret && field.default !== undefined)
        .map(([name, field]) => [name, field.default]),
    ),
  );
  /** References that the link to this page names. */
  protected readonly given = computed<Readonly<Record<string, unknown>>>(() =>
    Object.fromEntries(
      this.params.keys
        .filter((name) => this.entity().fields[name]?.kind === 'ref')
        .map((name) => [name, this.params.get(name)]),
    ),
  );
  /** From the first submit on, until the page is left or nothing was created: a second one would create it twice. */
  protected readonly isCreating = signal(false);

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set(`New ${this.entity().label.toLowerCase()}`));
    inject(UnsavedText).guard(this);
    afterNextRender(() => this.form()?.focus());
    inject(Shortcuts).add([{ keys: 'mod+s', label: 'Create the record', run: () => this.form()?.submit() }]);
  }

  unsaved(): boolean {
    return this.form()?.hasTyped() ?? false;
  }

  protected async create(fields: Record<string, unknown>): Promise<void> {
    if (this.isCreating()) return;
    this.isCreating.set(true);
    // The defaults shown are part of what the person agreed to; the form hands out only what differs from them.
    const shown = Object.entries({ ...this.defaults(), ...fields });
    const input = Object.fromEntries(shown.filter(([, value]) => value !== null && value !== undefined));
    try {
      const id = await this.sync.create(this.entity(), input);
      this.form()?.settle();
      void this.done.tell(`${this.entity().label} created`, this.entity(), id);
      await this.router.navigate(['/', this.entityCode(), id], { replaceUrl: true });
    } catch (error) {
      this.isCreating.set(false);
      this.snackBar.open(`Not created: ${error instanceof Error ? error.message : String(error)}`, 'Close');
    }
  }
}
