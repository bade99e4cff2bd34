import type { SnapshotToken } from '@tidemark/protocol';

/** A snapshot token taken apart. Transaction ids are 64 bits wide and stay text, as PostgreSQL takes them. */
export interface Snapshot {
  /** The oldest transaction that was still running. Everything below has ended. */
  readonly xmin: string;
  /** The first transaction id that had not been given out. Everything from here on was invisible. */
  readonly xmax: string;
  /** Transactions between the two that were still running. */
  readonly running: readonly string[];
}

/** Takes a token apart; the token must have passed `snapshotTokenSchema` or come from PostgreSQL. */
export function parseSnapshot(token: SnapshotToken): Snapshot {
  const [xmin = '', xmax = '', running = ''] = token.split(':');
  return { xmin, xmax, running: running === '' ? [] : running.split(',') };
}

/** Whether `token` names transactions that had not begun when `now` was taken: it is not from this database's past. */
export function isAhead(token: SnapshotToken, now: SnapshotToken): boolean {
  return BigInt(parseSnapshot(token).xmax) > BigInt(parseSnapshot(now).xmax);
}

/** Whether everything that was visible to `token` is visible to `later`. */
export function includes(later: SnapshotToken, token: SnapshotToken): boolean {
  const [after, before] = [parseSnapshot(later), parseSnapshot(token)];
  const wasVisible = (xid: string) => BigInt(xid) < BigInt(before.xmax) && !before.running.includes(xid);
  return !isAhead(token, later) && !after.running.some(wasVisible);
}

/** Whether the parts fit together and into 64 bits, which the wire's format check leaves open. */
export function isSound(token: SnapshotToken): boolean {
  const { xmin, xmax, running } = parseSnapshot(token);
  const [low, high] = [BigInt(xmin), BigInt(xmax)];
  if (low < 1n || low > high || high > 0x7fff_ffff_ffff_ffffn) return false;
  let previous = low - 1n;
  return running.every((text) => {
    const xid = BigInt(text);
    const fits = xid > previous && xid < high;
    previous = xid;
    return fits;
  });
}
