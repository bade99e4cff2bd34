import { takeDataFolder } from './data-folder.ts';
import type { Database } from './database.ts';
import { openDatabase } from './database.ts';
import { claimPort } from './port.ts';
import type { Scope } from './scope.ts';
import { runUntilStopped } from './scope.ts';
import type { Settings } from './settings.ts';
import { readSettings } from './settings.ts';

/** What every command that serves has in its hands. */
export interface Workbench {
  readonly settings: Settings;
  readonly database: Database;
  /** The API's port, free when it was looked at. */
  readonly port: number;
  readonly scope: Scope;
}

/** Takes the data folder and the port, opens the database, does the work, and stops it all when asked to. */
export function openWorkbench(work: (workbench: Workbench) => Promise<void>): void {
  runUntilStopped(async (scope) => {
    const settings = readSettings(process.env);
    takeDataFolder(settings.dataDir);
    const port = await claimPort(settings.apiPort, settings.apiHost);
    const database = await openDatabase(settings, scope);
    if (!scope.signal.aborted) await work({ settings, database, port, scope });
  });
}
