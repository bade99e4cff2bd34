import type { SignalAction } from '@tidemark/protocol';

/** One record's change, as some reader is told of it. Shared by all readers that are told the same. */
export class Signal {
  readonly entityCode: string;
  readonly entityId: string;
  readonly action: SignalAction;
  readonly version: number;
  /** Distinguishes signals of this process, so that equal sets of them are recognised cheaply. */
  readonly sequence: number;
  private json: string | undefined;
  private static last = 0;

  constructor(entityCode: string, entityId: string, action: SignalAction, version: number) {
    this.entityCode = entityCode;
    this.entityId = entityId;
    this.action = action;
    this.version = version;
    this.sequence = ++Signal.last;
  }

  /** The entry of `changes` in INVALIDATE, written once for all its readers. */
  toJson(): string {
    return (this.json ??= JSON.stringify({ entityId: this.entityId, action: this.action, version: this.version }));
  }
}
