import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const COPIED = [
  'api',
  'database',
  'libs',
  'nx.json',
  'package.json',
  'tsconfig.base.json',
  '.prettierrc',
  '.prettierignore',
];
const LEFT_OUT = new Set(['node_modules', 'dist', 'bench', 'e2e', '.nx', '.tidemark', 'coverage']);

/** A copy of the workspace's sources in a temporary folder, with the installed packages linked. */
export interface WorkspaceCopy {
  readonly folder: string;
  /** Runs a command of Node in the copy and resolves with what it printed; rejects where it fails. */
  node(args: readonly string[], env?: Record<string, string>): Promise<string>;
  /** Starts a server in the copy and resolves with the first match of `ready` in what it prints. */
  serve(args: readonly string[], env: Record<string, string>, ready: RegExp): Promise<string>;
  /** Ends the servers and removes the folder. */
  remove(): Promise<void>;
}

/** Copies the sources; changes in the copy cannot reach the workspace. */
export function copyWorkspace(): WorkspaceCopy {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-copy-'));
  for (const name of COPIED) {
    cpSync(path.join(ROOT, name), path.join(folder, name), {
      recursive: true,
      filter: (source) => !LEFT_OUT.has(path.basename(source)),
    });
  }
  linkPackages(folder);
  const servers: ChildProcess[] = [];
  return {
    folder,
    node: (args, env = {}) => run(start(folder, args, env)),
    serve: (args, env, ready) => {
      const server = start(folder, args, env);
      servers.push(server);
      return untilPrinted(server, ready);
    },
    async remove() {
      await Promise.all(servers.map(end));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Links every installed package, except that the workspace's own are those of the copy. */
function linkPackages(folder: string): void {
  const installed = path.join(ROOT, 'node_modules');
  const linked = path.join(folder, 'node_modules');
  mkdirSync(path.join(linked, '@tidemark'), { recursive: true });
  for (const name of readdirSync(installed)) {
    if (name !== '@tidemark' && name !== '.cache') symlinkSync(path.join(installed, name), path.join(linked, name));
  }
  symlinkSync(path.join(folder, 'database'), path.join(linked, '@tidemark', 'database'));
  for (const name of readdirSync(path.join(folder, 'libs'))) {
    symlinkSync(path.join(folder, 'libs', name), path.join(linked, '@tidemark', name));
  }
}

function start(folder: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  // Nx finds the workspace by these where it is started by another Nx, as in `nx test api`.
  const own = Object.fromEntries(Object.entries(inherited).filter(([name]) => !name.startsWith('NX_')));
  return spawn(process.execPath, [...args], {
    cwd: folder,
    env: { ...own, NX_DAEMON: 'false', NX_TUI: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function run(child: ChildProcess): Promise<string> {
  const text = printed(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(text()) : reject(new Error(`exit code ${code}: ${text()}`))));
  });
}

function untilPrinted(child: ChildProcess, ready: RegExp): Promise<string> {
  const text = printed(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${text()}`)));
    child.stdout?.on('data', () => {
      const [, match] = ready.exec(text()) ?? [];
      if (match !== undefined) resolve(match);
    });
  });
}

function printed(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
    child.once('close', () => {
      clearTimeout(patience);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
