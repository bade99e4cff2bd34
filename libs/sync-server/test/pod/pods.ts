import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';

import type { LiveOptionsInput } from '../../src/live-options.ts';
import type { Flaw } from './flawed-tail.ts';

const START_PATIENCE_MS = 20_000;

export interface PodProcess {
  readonly port: number;
  readonly process: ChildProcess;
  /** Resolves with the exit code, null after a kill. */
  readonly ended: Promise<number | null>;
}

export interface PodSettings {
  readonly database: { readonly apiUrl: string; readonly syncUrl: string };
  readonly live?: LiveOptionsInput;
  readonly flaw?: Flaw;
}

/** Pods as processes, which can be killed. Built once for each use; `dispose` kills what is left and removes the build. */
export class Pods implements Disposable {
  readonly running = new Set<PodProcess>();
  private readonly folder: string;
  private readonly bundle: string;
  private readonly settings: PodSettings;

  constructor(settings: PodSettings) {
    this.settings = settings;
    // Inside the workspace, so that the bundle finds its packages.
    this.folder = mkdtempSync(path.join(process.cwd(), 'node_modules', '.cache-pod-'));
    this.bundle = path.join(this.folder, 'pod.mjs');
    execFileSync(process.execPath, [path.join('libs/sync-server/test/pod/build.mjs'), this.bundle]);
  }

  /** Another URL of the same database leads through a network that may fail. */
  async start(database = this.settings.database): Promise<PodProcess> {
    const { live, flaw } = this.settings;
    const child = spawn(process.execPath, ['--enable-source-maps', this.bundle], {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        API_DATABASE_URL: database.apiUrl,
        SYNC_DATABASE_URL: database.syncUrl,
        LIVE_OPTIONS: JSON.stringify(live ?? {}),
        ...(flaw && { FLAW: flaw }),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const port = await new Promise<number>((resolve, reject) => {
      let output = '';
      const timer = setTimeout(() => reject(new Error(`pod did not start:\n${output}`)), START_PATIENCE_MS);
      child.stdout?.on('data', (data: Buffer) => {
        output += data.toString();
        const found = /listens on (\d+)/.exec(output);
        if (!found) return;
        clearTimeout(timer);
        resolve(Number(found[1]));
      });
      void ended.then((code) => reject(new Error(`pod ended with ${code}:\n${output}`)));
    });
    const pod = { port, process: child, ended };
    this.running.add(pod);
    void ended.then(() => this.running.delete(pod));
    return pod;
  }

  /** As a power cut would. */
  async kill(pod: PodProcess): Promise<void> {
    this.running.delete(pod);
    pod.process.kill('SIGKILL');
    await pod.ended;
  }

  /** As an orchestrator would. */
  async stop(pod: PodProcess): Promise<void> {
    this.running.delete(pod);
    pod.process.kill('SIGTERM');
    await pod.ended;
  }

  [Symbol.dispose](): void {
    for (const pod of this.running) pod.process.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
