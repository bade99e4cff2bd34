import { startEmbedded } from '../embedded/start-embedded.ts';
import { stateDir } from './state-dir.ts';

/** The database that a command works on. */
export interface CommandDatabase {
  readonly ownerUrl: string;
  /** Whether it is a server of the user's own (`DATABASE_URL`) rather than the embedded one. */
  readonly isExternal: boolean;
}

/**
 * Runs a command on the server of `DATABASE_URL` or else on the embedded one, which is started for the time if it does
 * not run yet. What goes wrong is printed without a stack, and makes the process end with 1.
 */
export async function withDatabase(command: (database: CommandDatabase) => Promise<void>): Promise<void> {
  try {
    const external = process.env['DATABASE_URL'];
    if (external) {
      await command({ ownerUrl: external, isExternal: true });
      return;
    }
    const server = await startEmbedded({ stateDir: stateDir() });
    try {
      await command({ ownerUrl: server.url, isExternal: false });
    } finally {
      await server.stop();
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
