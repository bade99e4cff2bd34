import type { SnapshotToken } from '@tidemark/protocol';

import type { Signal } from '../subscription/signal.ts';

/**
 * Writes INVALIDATE frames, each distinct set of signals once, however many connections it goes to. Lives for one
 * round of sending.
 */
export class FrameCache {
  private readonly frames = new Map<string, Buffer>();
  private readonly timestamp = new Date().toISOString();

  /** @param signals of one entity, at least one */
  invalidate(signals: readonly Signal[], snapshot: SnapshotToken | undefined): Buffer {
    const sequences = signals.length === 1 ? signals[0]?.sequence : signals.map((signal) => signal.sequence).join();
    const key = snapshot ? `${sequences}@` : `${sequences}`;
    let frame = this.frames.get(key);
    if (!frame) this.frames.set(key, (frame = this.write(signals, snapshot)));
    return frame;
  }

  private write(signals: readonly Signal[], snapshot: SnapshotToken | undefined): Buffer {
    const entityCode = JSON.stringify(signals[0]?.entityCode);
    const changes = signals.map((signal) => signal.toJson()).join();
    const promise = snapshot ? `,"snapshot":"${snapshot}"` : '';
    return Buffer.from(
      `{"type":"INVALIDATE","payload":{"entityCode":${entityCode},"changes":[${changes}],` +
        `"timestamp":"${this.timestamp}"${promise}}}`,
    );
  }
}
