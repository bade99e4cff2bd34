import { camelCase } from '@tidemark/entity-model';
import type { DatabaseError } from 'pg';

import { AppError } from '../errors/app-error.ts';

/** When a caller may try again after the database did not answer, in seconds. */
const RETRY_AFTER_SECONDS = 2;

/**
 * Turns what the driver throws into what the caller is told. SQLSTATEs: PostgreSQL documentation, appendix A.
 * Texts never carry SQL, constraint details or values; the original stays as `cause` for the log.
 */
export function mapDatabaseError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const { code, message = '' } = error as Partial<DatabaseError>;
  const is = (...codes: string[]) => code !== undefined && codes.includes(code);

  if (is('23505')) {
    const errors = fieldErrors(error, 'is taken');
    return new AppError('DUPLICATE', 'Another record has the same id or the same unique value.', {
      cause: error,
      errors,
    });
  }
  // Both directions of a foreign key share 23503; only the message tells them apart. 23001 is RESTRICT since PostgreSQL 18.
  if (is('23001') || (is('23503') && /update or delete on table/.test(message))) {
    return new AppError('REFERENCED', 'Other records refer to this one; remove or change those first.', {
      cause: error,
    });
  }
  if (is('23503')) return missingReference(error);
  if (is('23502', '23514', '22001', '22003', '22007', '22008', '22P02', '22P05', '22021')) {
    return new AppError('VALIDATION', 'A field breaks a rule of the entity.', {
      cause: error,
      errors: fieldErrors(
        error,
        isOrder(error) ? 'must not be before the field that it follows' : 'breaks a rule of the entity',
      ),
    });
  }
  if (is('42501')) return new AppError('FORBIDDEN', 'Your role or membership does not allow this.', { cause: error });
  // app.begin_request: the person was deactivated or removed while a token of theirs still lives.
  if (is('28000'))
    return new AppError('UNAUTHENTICATED', 'The person of this session is no longer active.', { cause: error });
  // The server does not know our role or database (any more): an operator's business, not the caller's.
  if (is('28P01', '3D000')) return unavailable('The database does not let this server in.', error);
  // A standby, or a server that was made read-only: where it is to be written, another one may be on its way.
  if (is('25006')) return unavailable('The database takes no writes at the moment.', error);
  // Deadlock and serialisation failures: the same request may succeed at once.
  if (is('40001', '40P01', '55P03', '57014')) return unavailable('The database is too slow at the moment.', error);
  // The connection's transaction was idle for too long, and the connection with it is gone.
  if (is('25P03')) return unavailable('The database did not wait any longer.', error);
  if (isTransport(error)) return unavailable('The database does not answer.', error);
  return error;
}

/** The same answer for a record that does not exist and one that the caller may not see. */
export function missingReference(cause?: unknown, fields: readonly string[] = []): AppError {
  return new AppError('REFERENCE_MISSING', 'A referenced record does not exist, or you may not see it.', {
    cause,
    ...(fields.length > 0 && {
      errors: fields.map((field) => ({ field, message: 'refers to no record that you can see' })),
    }),
  });
}

/** 503 with Retry-After: the same request may succeed in a moment. */
function unavailable(detail: string, cause: unknown): AppError {
  return new AppError('DATABASE_UNAVAILABLE', detail, { cause, retryAfterSeconds: RETRY_AFTER_SECONDS });
}

/** SQLSTATE classes and Node's codes of a connection that failed; not those of a file (ENOENT). */
const TRANSPORT = /^(08|53|57P)|^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/**
 * Whether the connection failed rather than the statement. The driver's own failures have no SQLSTATE, and some not
 * even a code: only their text tells.
 */
function isTransport(error: unknown): boolean {
  const { code, message = '' } = error as Partial<DatabaseError>;
  if (code !== undefined) return TRANSPORT.test(code);
  return /timeout|terminated|connection|not queryable|already released|pool after calling end/i.test(message);
}

/** What the names of our constraints end in, after table and column. */
const CONSTRAINT = /_(not_blank|length|format|choice|range|set|order|key|check)$/;

/** Whether two fields of the row are in the wrong order, of which the request may have named only one. */
const isOrder = (error: unknown) => /_order$/.test((error as Partial<DatabaseError>).constraint ?? '');

/** The field that a failure is about, from the column or the constraint's name; none where neither tells. */
function fieldErrors(error: unknown, message: string): { field: string; message: string }[] {
  const { column, constraint = '', table = '' } = error as Partial<DatabaseError>;
  const isOurs = constraint.startsWith(`${table}_`) && CONSTRAINT.test(constraint);
  const name = column ?? (isOurs ? constraint.slice(table.length + 1).replace(CONSTRAINT, '') : '');
  return name === '' ? [] : [{ field: camelCase(name), message }];
}
