import { Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatRadioModule } from '@angular/material/radio';
import type { ConflictChoice, OutboxEntry } from '@tidemark/sync-client';

import { EntityWords } from '../internal/entity-words.ts';
import { Sync } from '../sync.ts';

/** Whose value a field keeps. */
export type Side = 'mine' | 'theirs';

/**
 * Both sides changed the same fields: three columns (what it was, mine, theirs), one choice for each field.
 * Nothing is preselected in silence: the dialog starts with "mine", says so, and one press takes all of the other side.
 * A deletion has no fields to choose from: it happens after all, or the record stays.
 * Opened with an `OutboxEntry` in the state `conflict` as dialog data.
 */
@Component({
  selector: 'tide-sync-conflict',
  imports: [FormsModule, MatButtonModule, MatDialogModule, MatRadioModule],
  templateUrl: './sync-conflict.html',
  styleUrl: './sync-conflict.scss',
})
export class SyncConflict {
  private readonly sync = inject(Sync);
  private readonly words = inject(EntityWords);
  private readonly dialog = inject<MatDialogRef<SyncConflict, boolean>>(MatDialogRef);
  protected readonly entry = inject<OutboxEntry>(MAT_DIALOG_DATA);
  protected readonly isDeletion = this.entry.action === 'DELETE';

  /** Fields that both sides wrote; others of the same write merge without a question. */
  protected readonly rows = Object.keys(this.entry.fields)
    .filter((field) => this.entry.current === undefined || field in this.entry.current)
    .map((field) => ({ field, label: this.words.field(this.entry.entityCode, field) }));
  protected readonly choices = signal<Readonly<Record<string, Side>>>(this.all('mine'));
  protected readonly problem = signal('');
  protected readonly outcome = computed(() => {
    const mine = Object.values(this.choices()).filter((side) => side === 'mine').length;
    if (mine === this.rows.length) return 'Your values replace theirs.';
    return mine === 0
      ? 'Their values stay; yours are dropped.'
      : `${mine} of yours, ${this.rows.length - mine} of theirs.`;
  });

  protected value(side: 'base' | Side, field: string): string {
    const { seen, fields, current } = this.entry;
    const source = side === 'base' ? seen : side === 'mine' ? fields : (current ?? this.entry.problem?.current ?? {});
    return this.words.value(this.entry.entityCode, field, source[field]);
  }

  protected choose(field: string, side: Side): void {
    this.choices.update((choices) => ({ ...choices, [field]: side }));
  }

  protected chooseAll(side: Side): void {
    this.choices.set(this.all(side));
  }

  protected async decide(choice: ConflictChoice): Promise<void> {
    try {
      await this.sync.resolveConflict(this.entry.mutationId, choice);
      this.dialog.close(true);
    } catch (error) {
      this.problem.set(error instanceof Error ? error.message : String(error));
    }
  }

  private all(side: Side): Record<string, Side> {
    return Object.fromEntries(this.rows.map(({ field }) => [field, side]));
  }
}
