import { Component, computed, inject, input } from '@angular/core';
import { MatIconModule } from '@angular/material/icon';
import { type Field, SYSTEM_FIELDS } from '@tidemark/entity-model';

import { ChoiceChip } from './choice-chip.ts';
import { Formats } from './formats.ts';
import { RecordLink } from './record-link.ts';
import { TimeAgo } from './time-ago.ts';

const RECORD_TIMES: ReadonlySet<Field> = new Set([SYSTEM_FIELDS.createdTs, SYSTEM_FIELDS.updatedTs]);

/** A field's value in a list: one line, as its kind is best read. */
@Component({
  selector: 'app-field-value',
  imports: [ChoiceChip, MatIconModule, RecordLink, TimeAgo],
  templateUrl: './field-value.html',
  styleUrl: './field-value.scss',
})
export class FieldValue {
  private readonly formats = inject(Formats);
  readonly field = input.required<Field>();
  readonly value = input.required<unknown>();
  /** The whole row: a money amount's currency is in it. */
  readonly row = input.required<Readonly<Record<string, unknown>>>();

  /** How long ago says most of when a record was made or changed; of an event or a due date it is the day and the hour. */
  protected readonly isAge = computed(() => RECORD_TIMES.has(this.field()));
  protected readonly empty = computed(() => {
    const value = this.value();
    return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  });
  protected readonly text = computed(() => this.formats.value(this.field(), this.value(), this.row()));
  protected readonly asText = computed(() => String(this.value()));
  protected readonly exactMoment = computed(() => this.formats.exactMoment(this.asText()));
  protected readonly asNumber = computed(() => Number(this.value()));
  protected readonly labels = computed(() => (this.value() as readonly string[]).slice(0, 3));
  protected readonly more = computed(() => (this.value() as readonly string[]).length - this.labels().length);
}
