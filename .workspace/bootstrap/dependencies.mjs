import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { withPidLock } from './pid-lock.mjs';

/** Inside node_modules, so that it vanishes with it. Holds the fingerprint of what was installed. */
const STAMP = 'node_modules/.tidemark-installed';

/** Where there is no terminal for npm's own progress bar, one line each so many milliseconds shows that it lives. */
const HEARTBEAT_MS = 10_000;

/**
 * Installs the dependencies if they are missing, or if package.json or the lock file changed since they were installed.
 * @param {string} root
 */
export async function ensureDependencies(root) {
  if (areCurrent(root)) return;
  const lock = path.join(root, '.install.lock');
  const waiting = () => process.stdout.write('Another command is installing the dependencies; waiting for it.\n');
  await withPidLock(lock, { onWait: waiting }, async () => {
    if (areCurrent(root)) return;
    await install(root);
    // npm may have written to the lock file, so the fingerprint is taken afterwards.
    markCurrent(root);
  });
}

/**
 * Whether node_modules holds what package.json and the lock file ask for.
 * @param {string} root
 */
export function areCurrent(root) {
  const stamp = path.join(root, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root);
}

/**
 * Records that node_modules holds what is asked for.
 * @param {string} root
 */
export function markCurrent(root) {
  writeFileSync(path.join(root, STAMP), fingerprint(root));
}

/**
 * Changes when a dependency changes; scripts and other parts of package.json do not matter.
 * @param {string} root
 */
function fingerprint(root) {
  const { dependencies, devDependencies, optionalDependencies, workspaces } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const lock = path.join(root, 'package-lock.json');
  return createHash('sha256')
    .update(JSON.stringify({ dependencies, devDependencies, optionalDependencies, workspaces }))
    .update(existsSync(lock) ? readFileSync(lock) : '')
    .digest('hex');
}

/**
 * Plain `npm install` with the committed lock. Development and optional packages are named, because a machine that sets
 * NODE_ENV=production or `omit` would leave out the compiler, the browser and the workspace's own Node.
 * @param {string} root
 */
async function install(root) {
  const isFirst = !existsSync(path.join(root, 'node_modules'));
  const started = Date.now();
  process.stdout.write(
    `${isFirst ? 'Installing the dependencies (about 1.3 GB, one to three minutes)' : 'The dependencies changed; updating them'} ...\n`,
  );
  const args = ['install', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const { command, prefix } = npm();
  const child = spawn(command, [...prefix, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: command === 'npm' && process.platform === 'win32',
  });
  const seconds = () => Math.round((Date.now() - started) / 1_000);
  const heartbeat = process.stdout.isTTY
    ? undefined
    : setInterval(() => process.stdout.write(`  still installing (${seconds()} s)\n`), HEARTBEAT_MS);
  try {
    const outcome = await new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(code === 0 ? undefined : `npm ended with ${signal ?? code}`));
    });
    if (outcome !== undefined) throw new Error(failureMessage(String(outcome)));
  } finally {
    clearInterval(heartbeat);
  }
  process.stdout.write(`Dependencies installed in ${seconds()} s.\n`);
}

/** npm as it was started, if it was npm that started us; else the one in PATH. */
function npm() {
  const script = process.env['npm_execpath'];
  if (script && /npm-cli\.[cm]?js$/.test(script) && existsSync(script))
    return { command: process.execPath, prefix: [script] };
  return { command: 'npm', prefix: [] };
}

/** @param {string} reason */
function failureMessage(reason) {
  return `The dependencies could not be installed (${reason}; npm's own message is above).
  - No network, or a proxy: npm must reach a registry; see \`npm config get registry\` and \`npm config get proxy\`.
  - No space: node_modules takes about 1.3 GB; see \`df -h .\`.
  - No permission: this folder must belong to you, not to another user or to a run with sudo.
Run the command again when that is mended; it goes on where it stopped.`;
}
