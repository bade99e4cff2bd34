import { watchAncestors } from './ancestors.ts';

/** What stops one thing that was started. Called once; what it leaves behind after the deadline dies with this process. */
type Stop = () => Promise<unknown> | void;

/** All that a running command has started, so that it can be stopped in the reverse order whatever happens. */
export interface Scope {
  /** Aborted as soon as the command is asked to stop: slow steps watch it. */
  readonly signal: AbortSignal;
  onStop(stop: Stop): void;
  /** Ends the command because something that should run has ended by itself. */
  fail(error: Error): void;
}

/** From Ctrl-C to the last process gone must take less than 5 s, whatever hangs. */
const STOP_DEADLINE_MS = 4_600;

/** npm passes Ctrl-C on to a child that the terminal has already told: only a later one means "at once". */
const REPEAT_MS = 1_000;

/**
 * Runs `start`, then waits until the command is stopped: by Ctrl-C, a signal, the end of npm, or a failure. Everything that
 * was registered is then stopped, last first, and the process exits: 0 if it was asked to stop, 1 after a failure.
 */
export function runUntilStopped(start: (scope: Scope) => Promise<void>): void {
  const controller = new AbortController();
  const stops: Stop[] = [];
  let stoppingSince = 0;

  const stop = async (reason: string, exitCode: number): Promise<void> => {
    if (stoppingSince > 0) {
      if (Date.now() - stoppingSince > REPEAT_MS) process.exit(1);
      return;
    }
    stoppingSince = Date.now();
    process.stdout.write(reason);
    controller.abort();
    setTimeout(() => process.exit(exitCode), STOP_DEADLINE_MS).unref();
    for (const each of stops.reverse()) {
      await Promise.resolve(each()).catch((error: unknown) =>
        process.stderr.write(`While stopping: ${String(error)}\n`),
      );
    }
    process.exit(exitCode);
  };

  const fail = (error: unknown): void => {
    if (stoppingSince > 0) return;
    void stop(`\n${error instanceof Error ? error.message : String(error)}\n`, 1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stop('\nStopping ...\n', 0));
  watchAncestors(() => void stop('', 1));
  // A terminal that is gone must not keep the stop from happening.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  start({ signal: controller.signal, onStop: (each) => stops.push(each), fail }).catch(fail);
}
