import { Component, computed, inject, input, linkedSignal, resource } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatIconModule } from '@angular/material/icon';
import type { EntityDefinition } from '@tidemark/entity-model';

import { Api, RefusedRequest } from '../api/api.ts';
import { EmptyState } from '../display/empty-state.ts';
import { TimeAgo } from '../display/time-ago.ts';
import { ValueText } from '../display/value-text.ts';
import { excerpts } from './excerpts.ts';
import { type HistoryEntry, type HistoryPage, historyPageSchema } from './history-page.ts';

const WORDS = {
  CREATE: 'created it',
  UPDATE: 'changed',
  DELETE: 'deleted it',
} as const;

type Values = Readonly<Record<string, unknown>>;

/** An entry with the record as it was before and after it. */
interface Step {
  readonly entry: HistoryEntry;
  readonly before: Values;
  readonly after: Values;
}

/** Who changed what and when, newest first; asked anew when the record gets another version. */
@Component({
  selector: 'app-record-history',
  imports: [EmptyState, MatButtonModule, MatIconModule, TimeAgo],
  templateUrl: './record-history.html',
  styleUrl: './record-history.scss',
})
export class RecordHistory {
  private readonly api = inject(Api);
  private readonly values = inject(ValueText);

  readonly entity = input.required<EntityDefinition>();
  readonly id = input.required<string>();
  /** The server's version; a new one means that there is something new to show. */
  readonly version = input.required<number>();
  /** The server's row: going back from it, every amount is shown in the currency of its time. */
  readonly row = input<Values>({});

  private readonly key = computed(() => `${this.entity().code}|${this.id()}`);
  private readonly pages = linkedSignal<string, readonly string[]>({ source: this.key, computation: () => [] });
  protected readonly history = resource({
    params: () => ({ code: this.entity().code, id: this.id(), version: this.version(), cursors: this.pages() }),
    loader: ({ params, abortSignal }) => this.load(params.code, params.id, params.cursors, abortSignal),
  });
  /** What was loaded last of this record: it stays while newer or older entries are on their way. */
  protected readonly shown = linkedSignal<{ key: string; value?: HistoryPage }, HistoryPage | undefined>({
    source: () => ({ key: this.key(), ...(this.history.hasValue() && { value: this.history.value() }) }),
    computation: ({ key, value }, before) => value ?? (before?.source.key === key ? before.value : undefined),
  });
  protected readonly steps = computed(() => {
    let after = this.row();
    return (this.shown()?.items ?? []).map((entry): Step => {
      const before = { ...after, ...Object.fromEntries(entry.changes.map(({ field, from }) => [field, from])) };
      const step = { entry, before, after };
      after = before;
      return step;
    });
  });
  /** Whether the server has no such record for this person: asking again would not change that. */
  protected readonly isMissing = computed(() => {
    const error = this.history.error();
    return error instanceof RefusedRequest && error.status === 404;
  });
  protected readonly failed = computed(() => this.history.error() !== undefined);

  protected words(entry: HistoryEntry): string {
    return isRestoration(entry) ? 'restored it' : WORDS[entry.action];
  }

  protected icon(entry: HistoryEntry): string {
    if (isRestoration(entry)) return 'restore_from_trash';
    if (entry.action === 'CREATE') return 'add';
    return entry.action === 'DELETE' ? 'delete' : 'edit';
  }

  protected who(entry: HistoryEntry): string {
    return entry.actor?.name || entry.actor?.username || 'The system';
  }

  protected label(name: string): string {
    return this.entity().fields[name]?.label ?? name;
  }

  /** A change as two texts, the former and the new value. */
  protected texts({ field, from, to }: HistoryEntry['changes'][number], { before, after }: Step) {
    return excerpts(this.text(field, from, before), this.text(field, to, after));
  }

  protected more(): void {
    const cursor = this.shown()?.nextCursor;
    if (cursor && !this.pages().includes(cursor)) this.pages.update((pages) => [...pages, cursor]);
  }

  private text(name: string, value: unknown, row: Values): string {
    if (value === null || value === undefined || value === '') return '(empty)';
    return this.values.text(this.entity().code, name, value, row) ?? JSON.stringify(value);
  }

  private async load(code: string, id: string, cursors: readonly string[], signal: AbortSignal): Promise<HistoryPage> {
    const answers: HistoryPage[] = [];
    for (const cursor of ['', ...cursors]) {
      const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
      answers.push(historyPageSchema.parse(await this.api.get(`/api/v1/${code}/${id}/history${query}`, signal)));
    }
    return { items: answers.flatMap((answer) => answer.items), nextCursor: answers.at(-1)?.nextCursor ?? null };
  }
}

/** A record is created once, as its first version: later, it was brought back after it had been deleted. */
function isRestoration({ action, version }: HistoryEntry): boolean {
  return action === 'CREATE' && version > 1;
}
