import { Component, computed, inject, input, linkedSignal, resource } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatIconModule } from '@angular/material/icon';
import type { EntityDefinition } from '@tidemark/entity-model';

import { Api, RefusedRequest } from '../api/api.ts';
import { EmptyState } from '../display/empty-state.ts';
import { TimeAgo } from '../display/time-ago.ts';
import { ValueText } from '../display/value-text.ts';
import { type HistoryEntry, type HistoryPage, historyPageSchema } from './history-page.ts';

const WORDS = {
  CREATE: 'created it',
  UPDATE: 'changed',
  DELETE: 'deleted it',
  SHARE: 'shared it',
  UNSHARE: 'stopped sharing it',
  READ: 'looked at it',
} as const;

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
  protected readonly entries = computed(() => this.shown()?.items ?? []);
  /** Whether the server has no such record for this person: asking again would not change that. */
  protected readonly isMissing = computed(() => {
    const error = this.history.error();
    return error instanceof RefusedRequest && error.status === 404;
  });
  protected readonly failed = computed(() => this.history.error() !== undefined);

  protected words(entry: HistoryEntry): string {
    return WORDS[entry.action];
  }

  protected who(entry: HistoryEntry): string {
    return entry.actor?.name || entry.actor?.username || 'The system';
  }

  protected label(name: string): string {
    return this.entity().fields[name]?.label ?? name;
  }

  protected text(name: string, value: unknown): string {
    if (value === null || value === undefined || value === '') return '(empty)';
    const text = this.values.text(this.entity().code, name, value) ?? JSON.stringify(value);
    return text.length > 160 ? `${text.slice(0, 160)}…` : text;
  }

  protected more(): void {
    const cursor = this.shown()?.nextCursor;
    if (cursor && !this.pages().includes(cursor)) this.pages.update((pages) => [...pages, cursor]);
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
