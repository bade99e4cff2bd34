import { AppError } from '../errors/app-error.ts';

/** Where a page ended: the sort that it belongs to, the last row's sort value and its id as tie-breaker. */
export interface Cursor {
  readonly sort: string;
  readonly value: string | null;
  readonly id: string;
}

/**
 * A cursor names a place in the order, not a row number: rows written meanwhile neither shift it nor are skipped or
 * shown twice, unless their own sort value moves across it.
 */
export function encodeCursor({ sort, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

/** Reads a cursor that `encodeCursor` made for the same sort; anything else is BAD_QUERY. */
export function decodeCursor(text: string, sort: string): Cursor {
  const parts = parse(text);
  if (!Array.isArray(parts) || parts.length !== 3) throw badCursor();
  const [madeFor, value, id] = parts as unknown[];
  if (madeFor !== sort || typeof id !== 'string' || !(value === null || typeof value === 'string')) throw badCursor();
  return { sort, value, id };
}

function parse(text: string): unknown {
  if (text.length > 4_000 || !/^[\w-]+$/.test(text)) throw badCursor();
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw badCursor();
  }
}

function badCursor(): AppError {
  return new AppError('BAD_QUERY', 'The cursor does not belong to this list; start again without one.');
}
