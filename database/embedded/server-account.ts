import { execFileSync } from 'node:child_process';

import { EmbeddedError } from './embedded-error.ts';

/** The system account that PostgreSQL runs under. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then an unprivileged account takes its place. `undefined` means "as we are". */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: accountNumber('-u', name), gid: accountNumber('-g', name) };
    } catch {
      // No such account on this system: the next one.
    }
  }
  throw new EmbeddedError(
    'PostgreSQL does not run as root, and this system has neither a "postgres" nor a "nobody" account. Run the command as a normal user.',
  );
}

function accountNumber(flag: '-u' | '-g', name: string): number {
  return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}
