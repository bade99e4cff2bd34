import { CdkCopyToClipboard } from '@angular/cdk/clipboard';
import { Component, computed, effect, inject, input, linkedSignal, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatIconModule } from '@angular/material/icon';
import { MatSnackBar } from '@angular/material/snack-bar';
import { MatTabsModule } from '@angular/material/tabs';
import { Router, RouterLink } from '@angular/router';
import {
  injectRecord,
  injectRefusalReason,
  injectSync,
  RecordBadges,
  SyncConflictOpener,
} from '@tidemark/sync-angular';
import { isConflict, type RefusedMutation } from '@tidemark/sync-client';

import { AuthSession } from '../auth/auth-session.ts';
import { mayCreate } from '../auth/may-create.ts';
import { injectConfirm } from '../display/confirm.ts';
import { EmptyState } from '../display/empty-state.ts';
import { TimeAgo } from '../display/time-ago.ts';
import { ValueText } from '../display/value-text.ts';
import { RecordForm } from '../form/record-form.ts';
import { requiredEntity } from '../records/required-entity.ts';
import { PageTitle } from '../shell/page-title.ts';
import { Shortcuts } from '../shell/shortcuts.ts';
import { DeletedRecord } from './deleted-record.ts';
import { DoneMessage } from './done-message.ts';
import { RecordHistory } from './record-history.ts';
import { RelatedRecords } from './related-records.ts';
import { type MayHoldUnsaved, UnsavedText } from './unsaved-text.ts';

type Values = Readonly<Record<string, unknown>>;

/** One record: its form, what refers to it, and its history. Saving is at once; what the server says shows as badges. */
@Component({
  selector: 'app-record-page',
  imports: [
    CdkCopyToClipboard,
    DeletedRecord,
    EmptyState,
    MatButtonModule,
    MatIconModule,
    MatTabsModule,
    RecordBadges,
    RecordForm,
    RecordHistory,
    RelatedRecords,
    RouterLink,
    TimeAgo,
  ],
  templateUrl: './record-page.html',
  styleUrl: './record-page.scss',
})
export class RecordPage implements MayHoldUnsaved {
  private readonly sync = injectSync();
  private readonly refusalReason = injectRefusalReason();
  private readonly router = inject(Router);
  private readonly conflicts = inject(SyncConflictOpener);
  private readonly confirm = injectConfirm();
  private readonly snackBar = inject(MatSnackBar);
  private readonly done = inject(DoneMessage);
  private readonly session = inject(AuthSession);
  private readonly values = inject(ValueText);
  protected readonly formView = viewChild(RecordForm);
  private readonly deleted = viewChild(DeletedRecord);

  readonly entityCode = input.required<string>();
  /** Folded as the server folds it: an address may have been typed or pasted in capitals. */
  readonly id = input.required({ transform: (id: string) => id.toLowerCase() });
  /** The refused write that is to be corrected; from the sync panel's "Edit". */
  readonly fix = input<string>();

  protected readonly entity = computed(() => requiredEntity(this.entityCode()));
  protected readonly record = injectRecord(
    () => this.entity(),
    () => this.id(),
  );
  /** The record; once it is gone its last state, for as long as text that was typed on it would vanish with it. */
  protected readonly row = linkedSignal<{ key: string; value: Values | undefined }, Values | undefined>({
    source: () => ({ key: `${this.entityCode()}|${this.id()}`, value: this.record.value() }),
    computation: ({ key, value }, before) =>
      value ?? (before?.source.key === key && this.changed().length > 0 ? before.value : undefined),
  });
  protected readonly gone = computed(() => this.row() !== undefined && this.record.value() === undefined);
  protected readonly title = computed(() => String(this.row()?.[this.entity().title] ?? '') || 'Untitled');
  protected readonly offline = this.sync.offline;
  private readonly isMissing = computed(() => !this.row() && !this.record.isLoading() && !this.record.error());
  /** Known to administrators only: others cannot tell a deleted record from one that they may not see. */
  protected readonly deletion = computed(() => this.deleted()?.deletion());
  /** When the record was last changed and when it was made (ISO 8601). */
  protected readonly times = computed(() => {
    const row = this.record.value();
    return { updated: row?.updatedTs ?? '', created: row?.createdTs ?? '' };
  });
  protected readonly readOnly = this.record.readOnly;
  /** Why, in words for the person. */
  protected readonly reason = computed(() =>
    this.session.user()?.role === 'viewer'
      ? 'You are a viewer: you see records, and change none.'
      : `You may see this ${this.entity().label.toLowerCase()} but not change it. Ask its owner or an administrator.`,
  );
  private readonly mayCreate = computed(() => mayCreate(this.session.user()?.role, this.entity()));
  protected readonly changed = computed(() => this.formView()?.changed() ?? []);
  protected readonly copied = linkedSignal({ source: this.changed, computation: () => false });
  protected readonly tab = signal(0);
  /** The refused write in question: the one asked for, else the oldest. */
  protected readonly refused = computed<RefusedMutation | undefined>(() => {
    const refused = this.record.refused();
    return refused.find((it) => it.mutationId === this.fix()) ?? refused[0];
  });
  protected readonly conflict = computed(() => {
    const refused = this.refused();
    return refused !== undefined && isConflict(refused);
  });
  protected readonly fixing = computed(() => {
    const refused = this.refused();
    return refused && refused.mutationId === this.fix() && !isConflict(refused) ? refused : undefined;
  });
  protected readonly proposed = computed<Values>(() => this.fixing()?.fields ?? {}, { equal: sameValues });
  protected readonly problems = computed<Readonly<Record<string, string>>>(
    () => {
      const fixing = this.fixing();
      const named = (name: string) => this.entity().fields[name]?.label ?? name;
      return Object.fromEntries(
        (fixing?.problem.errors ?? []).map(({ field, message }) => [field, `${named(field)} ${message}`]),
      );
    },
    { equal: sameValues },
  );

  constructor() {
    const pageTitle = inject(PageTitle);
    effect(() => pageTitle.set(this.isMissing() ? 'Not found' : `${this.title()} · ${this.entity().label}`));
    inject(UnsavedText).guard(this);
    inject(Shortcuts).add([
      { keys: 'mod+s', label: 'Save', isOffered: () => !this.readOnly(), run: () => this.submit() },
      { keys: 'n', label: 'New record of this kind', isOffered: this.mayCreate, run: () => this.createAnother() },
    ]);
  }

  unsaved(): boolean {
    return this.row() !== undefined && (this.formView()?.hasTyped() ?? false);
  }

  protected submit(): void {
    if (this.changed().length > 0) this.formView()?.submit();
  }

  /** What was typed, as text to be kept elsewhere. To be asked when it is drawn: it follows titles. */
  protected typed(): string {
    const { fields, code } = this.entity();
    const values = this.formView()?.changedValues() ?? {};
    const written = Object.entries(values).map(([name, value]) => ({
      label: fields[name]?.label ?? name,
      text: this.values.text(code, name, value, { ...this.row(), ...values }) ?? '',
    }));
    return written.map(({ label, text }) => (written.length === 1 ? text : `${label}: ${text}`)).join('\n');
  }

  protected async save(fields: Record<string, unknown>): Promise<void> {
    if (this.gone() || this.readOnly()) return; // the page says so, and what can be done
    const fixing = this.fixing();
    if (!fixing && Object.keys(fields).length === 0) return;
    try {
      if (fixing) await this.sync.retry(fixing.mutationId, fields);
      else await this.sync.patch(this.entity(), this.id(), fields);
      this.formView()?.settle();
      void this.done.tell('Saved', this.entity(), this.id());
      if (fixing) await this.endFix();
    } catch (error) {
      this.snackBar.open(`Not saved: ${error instanceof Error ? error.message : String(error)}`, 'Close');
    }
  }

  /** What is to be done about a refused write, or why it was refused; nothing where it would only be refused again. */
  protected adviceOn(mutation: RefusedMutation): string {
    if (this.readOnly()) return '';
    if (!isConflict(mutation)) return this.refusalReason({ ...mutation, entityCode: this.entityCode() });
    return mutation.action === 'DELETE'
      ? 'Decide whether it is deleted after all.'
      : 'Compare both versions and decide which to keep.';
  }

  protected beginFix(mutationId: string): void {
    this.tab.set(0);
    void this.router.navigate([], { queryParams: { fix: mutationId }, replaceUrl: true });
  }

  protected decide(mutation: RefusedMutation): void {
    const key = `${this.entityCode()}|${this.id()}`;
    const entry = this.sync.outbox().find((it) => it.mutationId === mutation.mutationId && it.key === key);
    if (entry) void this.conflicts.open(entry);
  }

  protected async discard(mutation: RefusedMutation): Promise<void> {
    const isSure = await this.confirm({
      heading: 'Discard this change for good?',
      text: 'It is not sent again, and cannot be brought back.',
      action: 'Discard it',
      cancel: 'Keep it',
    });
    if (!isSure) return;
    const isFixed = this.fixing()?.mutationId === mutation.mutationId;
    await this.sync.discard(mutation.mutationId);
    if (isFixed) this.undo();
  }

  /** Gives up what was typed; a refused write stays as it was, to be corrected another time. */
  protected undo(): void {
    this.formView()?.reset();
    if (this.fix()) void this.endFix();
  }

  protected async remove(): Promise<void> {
    const label = this.entity().label.toLowerCase();
    const isSure = await this.confirm({
      heading: `Delete “${this.title()}”?`,
      text: `This ${label} disappears for everybody. An administrator can restore it.`,
      action: `Delete ${label}`,
      cancel: 'Keep it',
    });
    if (!isSure) return;
    await this.sync.remove(this.entity(), this.id());
    void this.done.tell(`${this.entity().label} deleted`, this.entity(), this.id());
    this.formView()?.reset();
    await this.router.navigate(['/', this.entityCode()]);
  }

  private createAnother(): void {
    void this.router.navigate(['/', this.entityCode(), 'new']);
  }

  private async endFix(): Promise<void> {
    await this.router.navigate([], { queryParams: {}, replaceUrl: true });
  }
}

function sameValues(a: Values, b: Values): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
