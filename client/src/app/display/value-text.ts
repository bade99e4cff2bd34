import { inject, Service } from '@angular/core';
import type { EntityDefinition } from '@tidemark/entity-model';

import { entityOf } from '../records/entity-of.ts';
import { Formats } from './formats.ts';
import { RecordTitles } from './record-titles.ts';

/**
 * Field values as plain text, references by title; for places that cannot hold components. May read signals; to be asked
 * whenever it is drawn, because a title that nobody asks for is not followed for long.
 */
@Service()
export class ValueText {
  private readonly formats = inject(Formats);
  private readonly titles = inject(RecordTitles);

  /** The first column of its list that is not the title: it tells records of the same title apart. */
  detail({ code, columns, title }: EntityDefinition, row: Readonly<Record<string, unknown>>): string {
    const column = columns.find((name) => name !== title);
    return column === undefined ? '' : (this.text(code, column, row[column], row) ?? '');
  }

  /** `row` gives a money amount its currency. `undefined` where the entity has no such field. */
  text(
    entityCode: string,
    name: string,
    value: unknown,
    row: Readonly<Record<string, unknown>> = {},
  ): string | undefined {
    const field = entityOf(entityCode)?.fields[name];
    if (!field) return undefined;
    if (field.kind !== 'ref' || typeof value !== 'string') return this.formats.value(field, value, row);
    return this.titles.text(field.target ?? '', value);
  }
}
