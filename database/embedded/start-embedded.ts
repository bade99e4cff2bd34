import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { answers } from '../connection/answers.ts';
import { ensureDatabase } from '../connection/ensure-database.ts';
import { EmbeddedError } from './embedded-error.ts';
import { freePort, isPortFree } from './free-port.ts';
import { initCluster } from './init-cluster.ts';
import { nativeBinaries } from './native-binaries.ts';
import { hasOtherOwner, isOwner, releaseOwnership, takeOwnership } from './owner-lock.ts';
import { readPostmasterPid } from './postmaster-pid.ts';
import { reachableBinaries, reachableDataDir } from './reachable.ts';
import { serverAccount } from './server-account.ts';
import { lastPort, ownerPassword, serverUrl, writeServerUrl } from './server-url.ts';
import { SETTINGS } from './settings.ts';
import { spawnServer } from './spawn-server.ts';
import { stopServer } from './stop-server.ts';

export interface EmbeddedOptions {
  /** Folder for the data, the URL, the password and the log (`TIDEMARK_DATA`, usually `.tidemark`). */
  readonly stateDir: string;
  /** A fixed port; without it the port of the last run, or a free one. */
  readonly port?: number;
  /** Settings on top of the usual ones. They take effect only if the server is not running yet. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedServer {
  /** The owner's URL. */
  readonly url: string;
  /** Where PostgreSQL keeps its files: in `stateDir`, unless that is below a folder that only root may enter. */
  readonly dataDir: string;
  readonly port: number;
  /** Whether the server was already running, started by another process; then `stop` leaves it alone. */
  readonly isShared: boolean;
  /** Stops the server and returns when it is gone. Harmless when called twice. */
  stop(): Promise<void>;
}

/** How often a free port may be snatched away between finding it and using it. */
const PORT_ATTEMPTS = 5;

/**
 * Starts the PostgreSQL that npm installed, or joins the one that already runs on these data.
 *
 * A server left behind by a run that was killed is taken over. As root the server runs as `postgres` or `nobody`.
 * It listens on 127.0.0.1 only. Every failure that a person can mend is an `EmbeddedError` with the remedy.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const stateDir = path.resolve(options.stateDir);
  mkdirSync(stateDir, { recursive: true });
  const account = serverAccount();
  const dataDir = reachableDataDir(path.join(stateDir, 'pgdata'), account);
  const binDir = path.join(reachableBinaries(nativeBinaries(), account), 'bin');
  const lockFile = path.join(stateDir, 'database-owner.json');
  const password = ownerPassword(stateDir);
  const isShared = hasOtherOwner(lockFile) && readPostmasterPid(dataDir) !== undefined;

  const port = (await runningPort()) ?? (await start());
  const url = serverUrl(port, password);
  await ensureDatabase(url);
  writeServerUrl(stateDir, url);

  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= isShared ? Promise.resolve() : stopOwned());
  // A process that ends without calling stop (an uncaught error, say) takes its server with it.
  if (!isShared) process.once('exit', () => stopAtExit(dataDir, lockFile));
  return { url, dataDir, port, isShared, stop };

  /** The port of a server that already runs here and knows our password; one that does not answer is stopped. */
  async function runningPort(): Promise<number | undefined> {
    const running = readPostmasterPid(dataDir);
    if (!running) return undefined;
    const isUsable = await answers(serverUrl(running.port, password, 'postgres'));
    if (isUsable && (isShared || options.port === undefined || options.port === running.port)) {
      if (!isShared) takeOwnership(lockFile);
      return running.port;
    }
    if (isShared) {
      throw new EmbeddedError(
        `The database in ${dataDir} is in use by another run that does not answer. Stop that run (process ${running.pid} is its PostgreSQL) and try again.`,
      );
    }
    await stopServer(dataDir, binDir);
    return undefined;
  }

  async function start(): Promise<number> {
    if (options.port !== undefined && !(await isPortFree(options.port))) {
      throw new EmbeddedError(
        `Port ${options.port} on 127.0.0.1 is in use by another program. Stop that program, or leave the port out and a free one is chosen.`,
      );
    }
    initCluster({ binDir, dataDir, password, account });
    const logFile = path.join(stateDir, 'postgres.log');
    for (let attempt = 1; ; attempt += 1) {
      const chosen = options.port ?? (await freePort(attempt === 1 ? lastPort(stateDir) : undefined));
      try {
        await spawnServer({
          binDir,
          dataDir,
          port: chosen,
          account,
          logFile,
          settings: { ...SETTINGS, ...options.settings },
        });
        takeOwnership(lockFile);
        return chosen;
      } catch (error) {
        const isRace = error instanceof EmbeddedError && error.message.startsWith(`Port ${chosen} `);
        if (!isRace || options.port !== undefined || attempt === PORT_ATTEMPTS) throw error;
      }
    }
  }

  async function stopOwned(): Promise<void> {
    await stopServer(dataDir, binDir);
    releaseOwnership(lockFile);
  }
}

/** The last chance: only synchronous work is done while a process exits. */
function stopAtExit(dataDir: string, lockFile: string): void {
  const server = isOwner(lockFile) ? readPostmasterPid(dataDir) : undefined;
  if (!server) return;
  releaseOwnership(lockFile);
  process.kill(server.pid, 'SIGINT');
}
