import { Component, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { MatDialogRef } from '@angular/material/dialog';
import { MatIconModule } from '@angular/material/icon';
import { Router } from '@angular/router';
import { Customer, Employee, ENTITIES, Project, Task } from '@tidemark/entities';
import { type EntityDefinition, sentenceCase } from '@tidemark/entity-model';
import type { Role } from '@tidemark/protocol';
import { injectRecords, injectSync } from '@tidemark/sync-angular';
import { debounceTime } from 'rxjs';

import { AuthSession } from '../auth/auth-session.ts';
import { mayCreate } from '../auth/may-create.ts';
import { isUnconfirmed } from '../display/list-note.ts';
import { ValueText } from '../display/value-text.ts';
import { toFindQuery } from '../records/list-query.ts';

/** Whose records are found by their titles: those that most others refer to. */
const SEARCHED: readonly EntityDefinition[] = [Project, Task, Customer, Employee];
/** Records shown of each entity. */
const FEW = 5;
const LEAST_LETTERS = 2;
const SETTLE_MS = 200;

type Row = Readonly<Record<string, unknown>>;

interface Command {
  readonly label: string;
  /** A record that is gone to. */
  readonly record?: { readonly entity: EntityDefinition; readonly row: Row };
  readonly group: string;
  readonly icon: string;
  readonly path: string;
}

/** What a person of this role can go to. */
const commandsOf = (role: Role | undefined): readonly Command[] => [
  { label: 'Home', group: '', icon: 'home', path: '/' },
  ...ENTITIES.map((entity) => ({
    label: entity.plural,
    group: sentenceCase(entity.area),
    icon: entity.icon,
    path: `/${entity.code}`,
  })),
  ...ENTITIES.filter((entity) => mayCreate(role, entity)).map((entity) => ({
    label: `New ${entity.label.toLowerCase()}`,
    group: sentenceCase(entity.area),
    icon: 'add',
    path: `/${entity.code}/new`,
  })),
];

/** Every list, every "new" page of what the person may write, and the records of the main lists, a few keys away. */
@Component({
  selector: 'app-command-palette',
  imports: [MatIconModule],
  templateUrl: './command-palette.html',
  styleUrl: './command-palette.scss',
})
export class CommandPalette {
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialogRef);
  private readonly session = inject(AuthSession);
  private readonly values = inject(ValueText);
  private readonly offline = injectSync().offline;

  private readonly commands = computed(() => commandsOf(this.session.user()?.role));
  protected readonly query = signal('');
  /** What the arrows have come to, wherever it stands by now: results of the four searches come one after the other. */
  private readonly reached = signal('');
  protected readonly active = computed(() =>
    Math.max(
      0,
      this.found().findIndex(({ path }) => path === this.reached()),
    ),
  );
  private readonly wanted = computed(() => this.query().trim());
  private readonly searched = toSignal(toObservable(this.wanted).pipe(debounceTime(SETTLE_MS)), { initialValue: '' });
  private readonly searches = SEARCHED.map((entity) => {
    const records = injectRecords(entity, () => {
      const search = this.searched();
      return search.length < LEAST_LETTERS
        ? undefined
        : toFindQuery(entity, { filters: {}, search, sort: entity.title }, FEW);
    });
    return { entity, records };
  });
  private readonly isSearching = computed(
    () =>
      this.wanted().length >= LEAST_LETTERS &&
      !this.offline() &&
      (this.wanted() !== this.searched() || this.searches.some(({ records }) => records.isLoading())),
  );
  /** What stands where nothing is found. */
  protected readonly nothing = computed(() => {
    if (this.isSearching()) return 'Searching…';
    const isPartly = this.searches.some(({ records }) => isUnconfirmed(records, { offline: this.offline() }));
    return `Nothing${isPartly ? ' in this browser' : ''} matches “${this.query()}”.`;
  });
  protected readonly found = computed(() => [...this.matching(), ...this.records()]);
  private readonly matching = computed(() => {
    const words = this.query().toLowerCase().split(/\s+/).filter(Boolean);
    const matches = this.commands().filter((it) => words.every((word) => it.label.toLowerCase().includes(word)));
    const starts = (it: Command) => (words[0] && it.label.toLowerCase().startsWith(words[0]) ? 0 : 1);
    return [...matches].sort((a, b) => starts(a) - starts(b));
  });
  private readonly records = computed((): readonly Command[] =>
    this.searches.flatMap(({ entity, records }) =>
      records
        .value()
        .map((row: Row) => ({
          label: String(row[entity.title]),
          record: { entity, row },
          group: entity.label,
          icon: entity.icon,
          path: `/${entity.code}/${String(row['id'])}`,
        }))
        // What was found for fewer letters stays until the answer for all of them is here.
        .filter(({ label }) => label.toLowerCase().includes(this.wanted().toLowerCase())),
    ),
  );

  /** What tells records of the same title apart. */
  protected detailOf({ record }: Command): string {
    return record ? this.values.detail(record.entity, record.row) : '';
  }

  protected search(query: string): void {
    this.query.set(query);
    this.reached.set('');
  }

  protected key(event: KeyboardEvent, list: HTMLElement): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const count = this.found().length;
      this.reached.set(this.found()[(this.active() + step + count) % count]?.path ?? '');
      list.children[this.active()]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.choose(this.found()[this.active()]);
    }
  }

  protected choose(command: Command | undefined): void {
    if (!command) return;
    this.dialog.close();
    void this.router.navigateByUrl(command.path);
  }
}
