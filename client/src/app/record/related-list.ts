import { Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatIconModule } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { type EntityDefinition, fieldOf, parseOrder } from '@tidemark/entity-model';
import { injectRecords, injectSync } from '@tidemark/sync-angular';

import { AuthSession } from '../auth/auth-session.ts';
import { mayCreate } from '../auth/may-create.ts';
import { FieldValue } from '../display/field-value.ts';
import { isUnconfirmed, listNote } from '../display/list-note.ts';
import { toFindQuery } from '../records/list-query.ts';

/** Rows shown of each list; the rest is a click away. */
const FEW = 5;

/** The first few records of one entity that refer to a record, live. */
@Component({
  selector: 'app-related-list',
  imports: [FieldValue, MatButtonModule, MatIconModule, RouterLink],
  template: `
    <section [attr.aria-label]="label()">
      <header>
        <mat-icon>{{ entity().icon }}</mat-icon>
        <h2>{{ label() }}</h2>
        <span class="muted">{{ count() }}</span>
        <span class="grow"></span>
        @if (mayCreate()) {
          <a
            matIconButton
            [routerLink]="['/', entity().code, 'new']"
            [queryParams]="link()"
            [attr.aria-label]="'New ' + entity().label.toLowerCase()"
          >
            <mat-icon>add</mat-icon>
          </a>
        }
      </header>
      <ul>
        @for (row of rows(); track row['id']) {
          <li>
            <a [routerLink]="['/', entity().code, row['id']]">{{ row[entity().title] || 'Untitled' }}</a>
            @for (fact of facts(); track fact.name) {
              <app-field-value [field]="fact.field" [value]="row[fact.name]" [row]="row" />
            }
          </li>
        }
        @if (note(); as it) {
          <li class="muted">{{ it }}</li>
        }
      </ul>
      @if (records.hasMore() || records.value().length > few) {
        <a matButton [routerLink]="['/', entity().code]" [queryParams]="link()">Show all</a>
      }
    </section>
  `,
  styleUrl: './related-list.scss',
})
export class RelatedList {
  private readonly session = inject(AuthSession);
  private readonly offline = injectSync().offline;

  readonly entity = input.required<EntityDefinition>();
  /** The field that refers. */
  readonly through = input.required<string>();
  readonly label = input.required<string>();
  readonly id = input.required<string>();
  /** Whether the record that is referred to may only be read. */
  readonly readOnly = input(false);

  protected readonly few = FEW;
  /** What belongs to a project nobody creates who may not write the project. */
  protected readonly mayCreate = computed(() => {
    const { rule, via } = this.entity().access;
    const isClosed = this.readOnly() && rule === 'project' && via === this.through();
    return !isClosed && mayCreate(this.session.user()?.role, this.entity());
  });
  protected readonly link = computed(() => ({ [this.through()]: this.id() }));
  protected readonly records = injectRecords(
    () => this.entity(),
    () => toFindQuery(this.entity(), { filters: this.link(), search: '', sort: '' }, FEW + 1),
  );
  protected readonly rows = computed(
    () => this.records.value().slice(0, FEW) as readonly Readonly<Record<string, unknown>>[],
  );
  protected readonly count = computed(() => {
    const loaded = this.records.value().length;
    if (this.records.hasMore() || loaded > FEW) return `${FEW}+`;
    const isUncounted = this.records.isLoading() || isUnconfirmed(this.records, { offline: this.offline() });
    return isUncounted ? '' : String(loaded);
  });
  /** What stands beside the rows, or where none are. */
  protected readonly note = computed(() =>
    listNote(this.records, { offline: this.offline(), none: 'None', loading: 'Loading…' }),
  );
  /** What is shown of a record besides its title: what the list is ordered by, and in one word how it stands. */
  protected readonly facts = computed(() => {
    const entity = this.entity();
    const choices = Object.keys(entity.fields).filter((name) => {
      const field = entity.fields[name];
      return field?.kind === 'choice' && !field.secret;
    });
    const standing = choices.includes('status') ? 'status' : (choices[0] ?? entity.title);
    const names = new Set([parseOrder(entity.orderBy).name, standing]);
    names.delete(entity.title);
    return [...names].flatMap((name) => {
      const field = fieldOf(entity, name);
      return field ? [{ name, field }] : [];
    });
  });
}
