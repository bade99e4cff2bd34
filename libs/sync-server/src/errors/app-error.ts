import { ERROR_CATALOGUE, type ErrorCode, type Row } from '@tidemark/protocol';

/** What some errors carry besides their code and text. */
export interface AppErrorExtras {
  /** One entry per offending field, for VALIDATION. */
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  /** The row as it is now, for VERSION_CONFLICT. */
  readonly current?: Row;
  /** When trying again may help, in seconds; sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** Extra response headers, for instance `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What went wrong underneath; logged, never sent. */
  readonly cause?: unknown;
}

/**
 * A failure that the caller is told about. `code` is from the catalogue; `detail` names the rule and the next step and
 * never echoes what the caller sent. The REST filter renders it as problem+json, the gateway as an ERROR message.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly extras: AppErrorExtras;

  constructor(code: ErrorCode, detail?: string, extras: AppErrorExtras = {}) {
    const text = detail ?? ERROR_CATALOGUE[code].remedy;
    super(`${code}: ${text}`, { cause: extras.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = text;
    this.extras = extras;
  }

  /** HTTP status of the code. */
  get status(): number {
    return ERROR_CATALOGUE[this.code].status;
  }
}
