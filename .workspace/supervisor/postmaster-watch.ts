import path from 'node:path';

import { isAlive } from '@tidemark/database';

import type { Scope } from './scope.ts';

const LOOK_MS = 500;

/**
 * Ends the command when the embedded PostgreSQL has ended. The server may have been started by an earlier run, whose child
 * it then is: its end is looked for, not heard of.
 */
export function failWithPostmaster(pid: number, dataDir: string, scope: Scope): void {
  const timer = setInterval(() => {
    if (isAlive(pid)) return;
    scope.fail(
      new Error(
        `The embedded PostgreSQL (process ${pid}) has ended; its log is ${path.join(dataDir, 'postgres.log')}. Start again: all that was saved is there.`,
      ),
    );
  }, LOOK_MS);
  scope.signal.addEventListener('abort', () => clearInterval(timer));
}
