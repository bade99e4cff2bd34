import { spawn } from 'node:child_process';
import os from 'node:os';

/** Signals that end the command. Ctrl-C reaches the child by itself (same process group), the others are passed on. */
const PASSED_ON = /** @type {const} */ (['SIGTERM', 'SIGHUP']);

/**
 * Runs a program under another Node, as if it had been started directly: same terminal, same signals, same exit code.
 * @param {string} executable
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export function runUnder(executable, args) {
  const child = spawn(executable, args, { stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? os.constants.signals[signal] : 0)));
  });
}
