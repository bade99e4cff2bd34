/**
 * What the subscriptions of this pod need from the log, so that the tail transfers nothing else. It only ever grows
 * between two looks at it: `revision` goes up with every new entity or field, and a delta that was read under an older
 * revision is read again.
 */
export interface Interest {
  readonly revision: number;
  /** Entities with any subscription. */
  readonly entityCodes: readonly string[];
  /** Those with subscriptions by scope, which are judged by the images. */
  readonly imageEntityCodes: readonly string[];
  /** The fields that their scopes and access rules name. */
  readonly imageFields: readonly string[];
}
