import path from 'node:path';

import { startWorker, type Worker } from '../harness/start-worker.ts';

export interface SqlLoad {
  readonly url: string;
  readonly table: string;
  readonly ids: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** What is set, with `$2` for a number that changes; a column without an index by default. */
  readonly assignments?: string;
  /** Commits per second; as fast as it goes where absent. */
  readonly perSecond?: number;
  /** Pause after each commit (plus up to a fifth at random), for writers that find the server idle. */
  readonly pauseMs?: number;
}

export interface BatchLoad extends Omit<SqlLoad, 'pauseMs' | 'assignments'> {
  readonly rowsPerTransaction: number;
}

export interface ApiLoad {
  readonly origin: string;
  readonly entityCode: string;
  readonly ids: readonly string[];
  readonly tokens: readonly string[];
  readonly perSecond: number;
  readonly seconds: number;
}

/** Commits, one entry each; parallel arrays. */
export interface Written {
  readonly ids: string[];
  readonly versions: number[];
  readonly xids: string[];
  tookMs: number;
}

/** Writers in a process of their own. */
export class Writer {
  private readonly worker: Worker;

  constructor() {
    this.worker = startWorker(path.join(import.meta.dirname, 'writer.worker.ts'));
  }

  sql(load: SqlLoad): Promise<Written> {
    return this.worker.call('sql', load);
  }

  batches(load: BatchLoad): Promise<{ rows: number; transactions: number; tookMs: number }> {
    return this.worker.call('batches', load);
  }

  /** How long each request took, milliseconds. */
  api(load: ApiLoad): Promise<number[]> {
    return this.worker.call('api', load);
  }

  stop(): Promise<void> {
    return this.worker.stop();
  }
}
