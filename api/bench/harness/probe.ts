// Preloaded into the API process of the bench (node --expose-gc --import): answers what only the process itself knows.
// The product's code is not touched by it.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { serveCommands } from './serve-commands.ts';

/** What the API process uses, in bytes, after two full garbage collections; times in milliseconds. */
export interface ProcessState {
  readonly rssBytes: number;
  readonly heapUsedBytes: number;
  readonly externalBytes: number;
  readonly cpuMs: number;
  /** Longest stretch without a turn of the event loop since the last question. */
  readonly longestLoopDelayMs: number;
}

// Each sample counts from the turn before it, so a block seems longer by up to the resolution (ms).
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

serveCommands({
  async state(): Promise<ProcessState> {
    const longestLoopDelayMs = delay.max / 1e6;
    const collect = globalThis.gc;
    collect?.();
    collect?.();
    const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    // The collections above held up the loop: let it notice before the next stretch begins.
    await sleep(50);
    delay.reset();
    return {
      rssBytes: rss,
      heapUsedBytes: heapUsed,
      externalBytes: external + arrayBuffers,
      cpuMs: (user + system) / 1e3,
      longestLoopDelayMs,
    };
  },
});
// The channel to the bench must not keep the process from ending by itself.
process.channel?.unref();
