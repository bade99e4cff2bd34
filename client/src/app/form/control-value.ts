import type { Field } from '@tidemark/entity-model';

import { calendarDay, dayOf } from '../display/calendar-day.ts';

/**
 * What a form control holds for a field: text kinds and numbers as they are, days as Date, moments as local text. Text
 * in a number's control is what was typed and is no number.
 */
export type ControlValue = string | number | boolean | Date | readonly string[] | null;

/** A row's value as the control holds it. */
export function toControlValue(field: Field, value: unknown): ControlValue {
  if (value === undefined || value === null) return emptyControlValue(field);
  switch (field.kind) {
    case 'date': {
      const [year, month, day] = String(value).split('-').map(Number);
      return dayOf(year ?? 0, month ?? 1, day ?? 1);
    }
    case 'timestamp':
      return toLocalMinutes(new Date(String(value)));
    default:
      return value as ControlValue;
  }
}

/** The control's value as a row holds it; empty is null. */
export function fromControlValue(field: Field, value: ControlValue | undefined): unknown {
  if (value === undefined || value === null) return field.kind === 'boolean' ? false : null;
  if (typeof value === 'string') {
    const text = field.kind === 'richText' ? value.trimEnd() : value.trim();
    if (text === '') return null;
    if (field.kind !== 'timestamp') return text;
    const moment = new Date(text);
    return Number.isNaN(moment.getTime()) ? text : moment.toISOString();
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid' : calendarDay(value);
  // A list of no labels is a value of its own only where the field needs one.
  if (Array.isArray(value) && value.length === 0 && !field.required) return null;
  return value;
}

function emptyControlValue(field: Field): ControlValue {
  switch (field.kind) {
    case 'boolean':
      return false;
    case 'tags':
      return [];
    case 'text':
    case 'richText':
    case 'email':
    case 'phone':
    case 'url':
    case 'timestamp':
      return '';
    default:
      return null;
  }
}

/** `2026-11-22T14:05` in the person's own zone, as `datetime-local` wants it. */
function toLocalMinutes(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return Number.isNaN(shifted.getTime()) ? '' : shifted.toISOString().slice(0, 16);
}
