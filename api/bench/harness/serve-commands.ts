/** Commands that a worker process understands: name to what it does. */
export type Commands = Readonly<Record<string, (argument: never) => unknown>>;

export interface Request {
  readonly id: number;
  readonly command: string;
  readonly argument: unknown;
}

export interface Response {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Answers the requests of the process that started this one, and ends when that is gone. The worker's half of `startWorker`. */
export function serveCommands(commands: Commands): void {
  const reply = (response: Response) => process.connected && process.send?.(response);
  process.on('message', ({ id, command, argument }: Request) => {
    void Promise.resolve()
      .then(() => {
        const run = commands[command];
        if (!run) throw new Error(`unknown command ${command}`);
        return run(argument as never);
      })
      .then(
        (value) => reply({ id, value }),
        (error: unknown) =>
          reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  process.on('disconnect', () => process.exit());
}
