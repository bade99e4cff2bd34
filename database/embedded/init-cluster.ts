import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { explainFailure } from './explain-failure.ts';
import type { ServerAccount } from './server-account.ts';

/** Name of the superuser, and owner of everything, in the embedded server. */
export const OWNER = 'tidemark';

interface InitOptions {
  readonly binDir: string;
  readonly dataDir: string;
  readonly password: string;
  readonly account: ServerAccount | undefined;
}

/**
 * Creates the data folder if it is not there. It is made beside its place and renamed, so that a run which is killed
 * half-way leaves nothing that looks complete.
 */
export function initCluster({ binDir, dataDir, password, account }: InitOptions): void {
  if (existsSync(path.join(dataDir, 'PG_VERSION'))) return;
  const unfinished = `${dataDir}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = `${dataDir}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) {
    chownSync(unfinished, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  try {
    // The built-in C.UTF-8 locale sorts by code point on every machine, whatever locales the system has.
    const { status, stdout, stderr, error } = spawnSync(
      path.join(binDir, 'initdb'),
      [
        ...['-D', unfinished, '-U', OWNER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
      ],
      { ...account, cwd: unfinished, env: serverEnvironment(unfinished), encoding: 'utf8' },
    );
    if (error || status !== 0)
      throw explainFailure(`${error ?? ''}\n${stdout}\n${stderr}`, { program: 'initdb', dataDir });
    renameSync(unfinished, dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Environment for the programs: English messages, UTC, and nothing of the caller's PG* variables. */
export function serverEnvironment(home: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'));
  return { ...Object.fromEntries(inherited), HOME: home, LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };
}
