import { Logger } from '@nestjs/common';

import type { PodOptions } from '../live-options.ts';
import type { PodRegistry } from './pod.registry.ts';

/** What the keeper asks of its pod. */
export interface Pod {
  /** Token up to which the pod has delivered. */
  readonly position: string | undefined;
  /** Ids of its open connections. */
  connectionIds(): string[];
  /** Writes the mirror again: it was removed while the pod was thought dead. */
  restoreMirror(): Promise<void>;
  /** How many pods there are now, this one included. */
  onPods(count: number): void;
}

/** Keeps this pod's row alive, and others' dead rows out, on a timer. */
export class PodKeeper {
  private readonly logger = new Logger('LogWatcher');
  private readonly registry: PodRegistry;
  private readonly pod: Pod;
  private readonly options: PodOptions;
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> | undefined;
  private restoring: Promise<void> | undefined;
  private isMirrorWhole = true;

  constructor(registry: PodRegistry, pod: Pod, options: PodOptions) {
    this.registry = registry;
    this.pod = pod;
    this.options = options;
  }

  /** Signs on and removes what dead pods left. Rejects when the database fails. */
  async start(): Promise<void> {
    await this.beat();
    await this.registry.dropOrphans();
    this.timer = setInterval(() => void this.tick(), this.options.heartbeatMs);
  }

  /** Signs off. Never rejects: what cannot be removed now goes when this pod is found dead. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    await this.restoring;
    await this.registry
      .leave()
      .catch((error: unknown) => this.logger.warn(`could not sign off, other pods will: ${String(error)}`));
  }

  /** Removes mirror rows whose connection or pod is gone. */
  async tidy(): Promise<void> {
    await this.registry.dropOrphans();
    await this.registry.dropStrays(this.pod.connectionIds());
  }

  private tick(): Promise<void> {
    return (this.beating ??= this.beat()
      .catch((error: unknown) => this.logger.warn(`heartbeat failed: ${String(error)}`))
      .finally(() => (this.beating = undefined)));
  }

  private async beat(): Promise<void> {
    const { wasForgotten, pods } = await this.registry.heartbeat(this.pod.position);
    this.pod.onPods(pods);
    if (wasForgotten) {
      this.logger.warn('this pod had been taken for dead; writing its subscriptions again');
      this.isMirrorWhole = false;
    }
    // Beside the heartbeats: with many connections it takes longer than a pod may be silent.
    if (!this.isMirrorWhole) this.restoring ??= this.restore().finally(() => (this.restoring = undefined));
  }

  /** Never rejects: the next heartbeat tries again. */
  private async restore(): Promise<void> {
    this.isMirrorWhole = true;
    try {
      await this.pod.restoreMirror();
    } catch (error) {
      this.isMirrorWhole = false;
      this.logger.warn(`subscriptions could not be written again, trying once more: ${String(error)}`);
    }
  }
}
