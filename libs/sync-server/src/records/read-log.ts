import type { RequestContext } from '../database/request-context.ts';

/** Notes that a person read a single record. Provided by the audit module. */
export interface ReadLog {
  /** Returns at once and never rejects: logging must not slow or fail the read. */
  note(context: RequestContext, entityCode: string, entityId: string, version: number): void;
}

/** DI token of the `ReadLog`; optional. */
export const READ_LOG = Symbol('READ_LOG');
