import type { ResyncReason } from '@tidemark/protocol';

import type { Signal } from '../subscription/signal.ts';

/** Records of one entity that may wait for a slow reader; beyond it the reader is told to start over. */
const WAITING_RECORDS = 20_000;

/**
 * What waits to be sent on one connection: for each record the latest signal, so that a slow reader costs at most its
 * own subscriptions, however much changes.
 */
export class SignalQueue {
  private readonly signals = new Map<string, Map<string, Signal>>();
  private readonly resyncs = new Map<string | undefined, ResyncReason>();

  get isEmpty(): boolean {
    return this.signals.size === 0 && this.resyncs.size === 0;
  }

  add(signal: Signal): void {
    const { entityCode, entityId } = signal;
    let ofEntity = this.signals.get(entityCode);
    if (!ofEntity) this.signals.set(entityCode, (ofEntity = new Map()));
    const waiting = ofEntity.get(entityId);
    // Of two with the same version (a change of access does not raise it) the later one counts; but an UPDATE, which may
    // be told ahead of the tail, says less than a CREATE.
    if (waiting && (waiting.version > signal.version || saysMore(waiting, signal))) return;
    ofEntity.set(entityId, signal);
    if (ofEntity.size > WAITING_RECORDS) this.addResync('TOO_MANY_CHANGES', entityCode);
  }

  /** Supersedes the signals of the entity, or all. */
  addResync(reason: ResyncReason, entityCode: string | undefined): void {
    if (entityCode === undefined) {
      this.signals.clear();
      this.resyncs.clear();
    } else {
      this.signals.delete(entityCode);
    }
    this.resyncs.set(entityCode, reason);
  }

  takeResync(): { reason: ResyncReason; entityCode: string | undefined } | undefined {
    for (const [entityCode, reason] of this.resyncs) {
      this.resyncs.delete(entityCode);
      return { reason, entityCode };
    }
    return undefined;
  }

  /** At most `most` signals, all of one entity. */
  takeSignals(most: number): Signal[] {
    for (const [entityCode, ofEntity] of this.signals) {
      if (ofEntity.size <= most) {
        this.signals.delete(entityCode);
        return [...ofEntity.values()];
      }
      const taken: Signal[] = [];
      for (const [entityId, signal] of ofEntity) {
        if (taken.length === most) break;
        taken.push(signal);
        ofEntity.delete(entityId);
      }
      return taken;
    }
    return [];
  }

  clear(): void {
    this.signals.clear();
    this.resyncs.clear();
  }
}

const saysMore = (waiting: Signal, { version, action }: Signal): boolean =>
  waiting.version === version && waiting.action === 'CREATE' && action === 'UPDATE';
