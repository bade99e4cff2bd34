import { Component, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatRadioModule } from '@angular/material/radio';
import type { ConflictChoice, FieldValues, OutboxEntry } from '@tidemark/sync-client';

import { EntityWords } from '../internal/entity-words.ts';
import { SYNC_CONFIG } from '../internal/sync-host.ts';
import { injectRecord } from '../resources/inject-record.ts';
import { Sync } from '../sync.ts';

/** Whose value a field keeps. */
type Side = 'mine' | 'theirs';

/** What the person decided about a contested field, and the value of theirs that the decision was about. */
interface Decision {
  readonly theirs: unknown;
  /** Undefined where the value changed again after a decision: it is to be made anew. */
  readonly side: Side | undefined;
}

/**
 * Both sides changed the same fields: three columns (what it was, mine, theirs), one choice for each field.
 * Nothing is preselected in silence: the dialog starts with "mine", says so, and one press takes all of the other side.
 * It stays live: where somebody else writes again while it is open, it shows the new value and asks anew.
 * A deletion has no fields to choose from: it happens after all, or the record stays.
 * Opened by `SyncConflictOpener`, with an `OutboxEntry` in the state `conflict` as dialog data.
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
  private readonly opened = inject<OutboxEntry>(MAT_DIALOG_DATA);
  private readonly present = computed(() =>
    this.sync.outbox().find(({ mutationId }) => mutationId === this.opened.mutationId),
  );
  protected readonly isDeletion = this.opened.action === 'DELETE';
  /** As the store holds it now; the last of it once it is decided. */
  protected readonly entry = linkedSignal<OutboxEntry | undefined, OutboxEntry>({
    source: this.present,
    computation: (present, before) => present ?? before?.value ?? this.opened,
  });
  protected readonly heading = computed(() => {
    const title = this.words.title(this.entry());
    return this.isDeletion ? `Delete “${title}” after all?` : `Which to keep for “${title}”?`;
  });

  private readonly decisions = linkedSignal<FieldValues, Readonly<Record<string, Decision>>>({
    source: () => this.entry().current ?? {},
    computation: (current, before) =>
      Object.fromEntries(
        Object.entries(current).map(([field, theirs]) => {
          const former = before?.value[field];
          if (!before) return [field, { theirs, side: 'mine' }];
          return [field, former && isSame(former.theirs, theirs) ? former : { theirs, side: undefined }];
        }),
      ),
  });
  /** Fields that both sides wrote; others of the same write merge without a question. */
  protected readonly rows = computed(() =>
    Object.entries(this.decisions()).map(([field, { side }]) => ({
      field,
      label: this.words.field(this.opened.entityCode, field),
      side,
    })),
  );
  private readonly changedAgain = computed(() => this.rows().filter(({ side }) => side === undefined));
  protected readonly isDecided = computed(() => this.changedAgain().length === 0);
  /** Said aloud as it appears. */
  protected readonly news = computed(() => {
    const fields = this.changedAgain().map(({ label }) => label);
    return fields.length === 0 ? '' : `Somebody else has just changed ${fields.join(', ')}. Choose again.`;
  });
  protected readonly others = computed(() => {
    const { entityCode, fields } = this.entry();
    const contested = this.rows().map(({ field }) => field);
    const others = Object.keys(fields).filter((field) => !contested.includes(field));
    const labels = others.map((field) => this.words.field(entityCode, field)).join(', ');
    return labels && `What only you changed (${labels}) is kept either way.`;
  });
  protected readonly problem = signal('');
  protected readonly outcome = computed(() => {
    const rows = this.rows();
    if (rows.length === 0 || !this.isDecided()) return '';
    const mine = rows.filter(({ side }) => side === 'mine').length;
    if (mine === rows.length) return 'Your values replace theirs.';
    return mine === 0 ? 'Their values stay; yours are dropped.' : `${mine} of yours, ${rows.length - mine} of theirs.`;
  });

  constructor() {
    // Wherever the dialog is opened from: while it asks about the record, the record is kept current.
    const entity = inject(SYNC_CONFIG).entities.find(({ code }) => code === this.opened.entityCode);
    if (entity) injectRecord(entity, () => this.opened.entityId);
    // Decided in another tab, discarded behind the dialog, or a record that may only be read by now: there is nothing left
    // to ask.
    effect(() => {
      if (this.present()?.readOnly ?? true) this.dialog.close();
    });
  }

  protected value(side: 'base' | Side, field: string): string {
    const { seen, fields, current = {} } = this.entry();
    const source = { base: seen, mine: fields, theirs: current }[side];
    return this.words.value(this.opened.entityCode, field, source[field]);
  }

  protected choose(field: string, side: Side): void {
    this.decisions.update((decisions) => {
      const decision = decisions[field];
      return decision ? { ...decisions, [field]: { ...decision, side } } : decisions;
    });
  }

  protected chooseAll(side: Side): void {
    for (const { field } of this.rows()) this.choose(field, side);
  }

  protected save(): Promise<void> {
    const sides = this.rows().flatMap(({ field, side }) => (side ? [[field, side] as const] : []));
    return this.decide(Object.fromEntries(sides));
  }

  protected async decide(choice: ConflictChoice): Promise<void> {
    try {
      await this.sync.resolveConflict(this.opened.mutationId, choice);
      this.dialog.close(true);
    } catch (error) {
      this.problem.set(error instanceof Error ? error.message : String(error));
    }
  }
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
