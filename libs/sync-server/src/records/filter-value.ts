import { type FieldKind, isStorable } from '@tidemark/entity-model';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Ten digits hold every 32-bit number; the range is checked besides. */
const INTEGER = /^-?\d{1,10}$/;
/** At most 14 digits, as the columns hold. */
const NUMBER = /^-?\d{1,14}(\.\d{1,6})?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** With a zone, always: without one the answer would depend on the server's. PostgreSQL knows zones of less than 16 hours. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-](0\d|1[0-5]):\d{2})$/;
/** Greatest length of a value in a query, in characters. */
const MAX_TEXT = 2_000;

/** Whether a text from a query string is a value of this kind; what passes is safe to hand to PostgreSQL's cast. */
export function isFilterValue(kind: FieldKind, text: string): boolean {
  switch (kind) {
    case 'ref':
      return UUID.test(text);
    case 'integer':
      return INTEGER.test(text) && Math.abs(Number(text)) <= 2_147_483_647;
    case 'decimal':
    case 'money':
    case 'percent':
      return NUMBER.test(text);
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'date':
      return isCalendarDay(text);
    case 'timestamp':
      return TIMESTAMP.test(text) && isCalendarDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
    case 'text':
    case 'richText':
    case 'email':
    case 'phone':
    case 'url':
    case 'currency':
    case 'choice':
    case 'tags':
      return text.length <= MAX_TEXT && isStorable(text);
  }
}

/** Whether `YYYY-MM-DD` names a day that exists: `2026-02-30` does not. */
function isCalendarDay(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || year === '0000') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}
