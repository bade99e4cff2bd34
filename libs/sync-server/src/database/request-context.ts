/** Who asks and through what: set for the length of one transaction, recorded by the log triggers, read by row-level security. */
export interface RequestContext {
  /** The signed-in person; null for work that no person asked for, which then sees no records. */
  readonly personId: string | null;
  /** Path without the query string: `/api/v1/project/<id>`. */
  readonly endpoint: string;
  readonly method: string;
  readonly userAgent: string | null;
  readonly ip: string | null;
  readonly requestId: string;
}
