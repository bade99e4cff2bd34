import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type DatabaseUrls, hasData, prepareDatabase, seed, type SeedSize, startEmbedded } from '@tidemark/database';
import { Client } from 'pg';

import { Fleet } from '../load/fleet.ts';
import { Writer } from '../load/writer.ts';
import { createReferenceTable } from '../reference/create-reference-table.ts';
import { type Api, startApi } from './api-process.ts';
import { PeopleMaker } from './people.ts';
import { startWorker } from './start-worker.ts';

const CLEANUP_PATIENCE_MS = 30_000;

export interface StageOptions {
  readonly size: SeedSize;
  readonly say: (line: string) => void;
  /** Folder for the data, which are then kept and used again; by default they are made anew and thrown away. */
  readonly keep?: string;
}

/** Where a fleet that listens to the reference connects to. */
export interface Reference {
  readonly target: {
    readonly host: string;
    readonly port: number;
    readonly path: string;
    readonly tokens: readonly string[];
  };
}

/** What the measures use. Every part is started when it is first asked for, and stopped at the end. */
export class Stage {
  readonly urls: DatabaseUrls;
  /** As the owner: for set-up and questions. */
  readonly client: Client;
  readonly makers: PeopleMaker;
  private readonly dataDir: string;
  private readonly stops: (() => Promise<void>)[];
  private readonly loads = new Set<Fleet | Writer>();
  private currentApi: Promise<Api> | undefined;
  private currentReference: Promise<Reference> | undefined;

  private constructor(parts: { urls: DatabaseUrls; client: Client; dataDir: string; stops: (() => Promise<void>)[] }) {
    this.urls = parts.urls;
    this.client = parts.client;
    this.dataDir = parts.dataDir;
    this.stops = parts.stops;
    this.makers = new PeopleMaker(parts.client);
  }

  /** A PostgreSQL of its own with the demo company, durable as the product's is: fsync stays on. */
  static async open({ size, say, keep }: StageOptions): Promise<Stage> {
    const dataDir = keep === undefined ? mkdtempSync(path.join(os.tmpdir(), 'tidemark-bench-')) : path.resolve(keep);
    // mkdtemp makes it 0700; a server that runs as another account must be able to pass through.
    if (keep === undefined) chmodSync(dataDir, 0o755);
    say('starting PostgreSQL');
    const server = await startEmbedded({ stateDir: dataDir, settings: { track_commit_timestamp: 'on' } });
    const stops = [
      async () => {
        await server.stop();
        if (keep !== undefined) return;
        rmSync(server.dataDir, { recursive: true, force: true });
        rmSync(dataDir, { recursive: true, force: true });
      },
    ];
    try {
      const urls = await prepareDatabase(server.url, { dataDir });
      if (!(await hasData(urls.ownerUrl))) {
        say(`seeding (${size})`);
        await seed(urls.ownerUrl, size);
      }
      const client = new Client({ connectionString: urls.ownerUrl, application_name: 'bench' });
      await client.connect();
      stops.push(() => client.end());
      await createReferenceTable(client);
      await client.query('VACUUM ANALYZE; ');
      await client.query('CHECKPOINT');
      return new Stage({ urls, client, dataDir, stops });
    } catch (error) {
      for (const stop of stops.reverse()) await stop();
      throw error;
    }
  }

  /** The API that measures share. */
  api(): Promise<Api> {
    return (this.currentApi ??= this.freshApi());
  }

  /** Another API process, for measures of memory and start. The caller stops it. */
  async freshApi(execArgv?: readonly string[]): Promise<Api> {
    const { urls, dataDir } = this;
    const profile = process.env['BENCH_API_ARGS']?.split(' ') ?? [];
    const args = [...profile, ...(execArgv ?? [])];
    const api = await startApi({ urls, jwtSecret: this.makers.jwtSecret, dataDir, execArgv: args });
    this.stops.push(() => api.stop());
    return api;
  }

  reference(): Promise<Reference> {
    return (this.currentReference ??= this.startReference());
  }

  fleet(): Fleet {
    const fleet = new Fleet();
    this.loads.add(fleet);
    return fleet;
  }

  writer(): Writer {
    const writer = new Writer();
    this.loads.add(writer);
    return writer;
  }

  /** Ends the shared API, so that a measure can have the machine to itself; the next one starts it again. */
  async dropApi(): Promise<void> {
    const api = await this.currentApi;
    this.currentApi = undefined;
    await api?.stop();
  }

  /** Ends every fleet and writer that is left, so that no measure meets what another one, or its failure, left behind. */
  async clear(): Promise<void> {
    await Promise.all([...this.loads].map((load) => load.stop()));
    this.loads.clear();
    if (!this.currentApi) return;
    // The server is done with them once their mirror rows are gone.
    for (const end = Date.now() + CLEANUP_PATIENCE_MS; Date.now() < end; await sleep(100)) {
      const { rows } = await this.client.query<{ open: number }>(
        'SELECT count(*)::int AS open FROM app.sync_connection',
      );
      if (rows[0]?.open === 0) return;
    }
  }

  async close(): Promise<void> {
    await this.clear().catch(() => undefined);
    for (const stop of this.stops.reverse()) await stop().catch(() => undefined);
  }

  private async startReference(): Promise<Reference> {
    const worker = startWorker(path.join(import.meta.dirname, '../reference/reference.worker.ts'));
    this.stops.push(() => worker.stop());
    const port = await worker.call<number>('start', { url: this.urls.ownerUrl });
    return { target: { host: '127.0.0.1', port, path: '/', tokens: [] } };
  }
}
