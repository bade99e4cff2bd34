import type { Scope, SnapshotToken } from '@tidemark/protocol';

/**
 * How far a subscription has come:
 * - `wanted`: to be asked for, as soon as there is a connection.
 * - `asked`: SUBSCRIBE was sent on the present connection.
 * - `live`: acknowledged; the server signals every change of it.
 * - `crowded`: the connection holds as many as it may; asked for again when others are left.
 * - `refused`: the server has no such record for this user, or does not take the subscription.
 */
export type SubjectState = 'wanted' | 'asked' | 'live' | 'crowded' | 'refused';

/** One thing that this browser subscribes to. */
export interface Subject {
  /** Record key, or the list's key for a scope. */
  readonly key: string;
  readonly entityCode: string;
  readonly what: { readonly id: string } | { readonly scope: Scope };
  state: SubjectState;
  /** The snapshot from which the server has to replay; without one, what is subscribed to must be fetched again. */
  since: SnapshotToken | undefined;
}
