import { CdkCopyToClipboard } from '@angular/cdk/clipboard';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { OutboxEntry } from '@tidemark/sync-client';

import { SyncConflictOpener } from '../conflict/sync-conflict-opener.ts';
import { EntityWords } from '../internal/entity-words.ts';
import { SyncHost } from '../internal/sync-host.ts';
import { Sync } from '../sync.ts';
import { age } from './age.ts';
import { refusalReason } from './refusal-reason.ts';

/** One unsent or refused write: what it is, how old, why it waits, and what can be done. */
@Component({
  selector: 'tide-outbox-item',
  imports: [CdkCopyToClipboard, MatButtonModule],
  templateUrl: './outbox-item.html',
  styleUrl: './outbox-item.scss',
  host: { '[class]': 'entry().state' },
})
export class OutboxItem {
  private readonly sync = inject(Sync);
  private readonly host = inject(SyncHost);
  private readonly words = inject(EntityWords);
  private readonly conflicts = inject(SyncConflictOpener);

  readonly entry = input.required<OutboxEntry>();
  readonly nowMs = input.required<number>();
  /** The user went to the record's page; the panel may close. */
  readonly left = output();

  protected readonly asking = signal(false);
  protected readonly copied = signal(false);
  protected readonly what = computed(() => {
    const { action, entityCode, fields, seen } = this.entry();
    const entity = this.words.label(entityCode).toLowerCase();
    if (action === 'CREATE') return `New ${entity}`;
    if (action === 'DELETE') return `Delete ${entity}`;
    // The currency that goes along with an amount is no edit.
    const edited = Object.keys(fields).filter((field) => fields[field] !== seen[field]);
    return `Edit ${entity}: ${edited.map((field) => this.words.field(entityCode, field)).join(', ')}`;
  });
  protected readonly title = computed(() => this.words.title(this.entry()));
  protected readonly since = computed(() => age(this.entry().queuedAt, this.nowMs()));
  protected readonly next = computed(() => {
    const { attempts, nextRetryAt, problem } = this.entry();
    if (attempts === 0) return '';
    const seconds = nextRetryAt === undefined ? 0 : Math.ceil((nextRetryAt - this.nowMs()) / 1_000);
    const when = seconds > 0 ? `next try in ${seconds} s` : 'trying now';
    return `${attempts} ${attempts === 1 ? 'try' : 'tries'}, ${when}${problem ? ` (${problem.title})` : ''}`;
  });
  protected readonly reason = computed(() => refusalReason(this.entry(), this.words));
  /** Whether there is a page on which the change can be corrected: a record that is gone has none. */
  protected readonly canEdit = computed(() => {
    const { action, entityCode, problem } = this.entry();
    const hasPage = this.host.config.openRecord !== undefined && this.words.knows(entityCode);
    return hasPage && action !== 'DELETE' && problem?.code !== 'NOT_FOUND';
  });

  /**
   * The values of a write that is refused, or whose record may not be written any more, as they may be on no page.
   * Drawn anew each time: they follow titles.
   */
  protected written(): readonly { field: string; value: string }[] {
    const { state, readOnly, entityCode, fields } = this.entry();
    if (state === 'pending' || (state === 'conflict' && !readOnly)) return [];
    return Object.entries(fields).map(([name, value]) => ({
      field: this.words.field(entityCode, name),
      value: this.words.value(entityCode, name, value),
    }));
  }

  protected asText(written: readonly { field: string; value: string }[]): string {
    return written.map(({ field, value }) => (written.length === 1 ? value : `${field}: ${value}`)).join('\n');
  }

  protected edit(): void {
    const { entityCode, entityId, mutationId } = this.entry();
    this.left.emit();
    this.host.config.openRecord?.(entityCode, entityId, mutationId);
  }

  protected async retry(): Promise<void> {
    await this.sync.retry(this.entry().mutationId);
  }

  protected async discard(): Promise<void> {
    await this.sync.discard(this.entry().mutationId);
  }

  protected async decide(): Promise<void> {
    await this.conflicts.open(this.entry());
  }
}
