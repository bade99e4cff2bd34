/** The day as `YYYY-MM-DD`, by the calendar of whoever looks. */
export function calendarDay(moment: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(moment.getFullYear()).padStart(4, '0')}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** Midnight of a day, by the calendar of whoever looks; `month` counts from 1. */
export function dayOf(year: number, month: number, day: number): Date {
  const date = new Date(2_000, month - 1, day);
  date.setFullYear(year, month - 1, day); // the constructor would read the years 0 to 99 as 1900 to 1999
  return date;
}
