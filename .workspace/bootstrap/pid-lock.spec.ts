import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { releasePidLock, takePidLock, withPidLock } from './pid-lock.mjs';

describe('pid lock', () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-'));
    lock = path.join(folder, 'run.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Another Node process that takes the lock and then sleeps. */
  async function otherHolder(): Promise<{ pid: number; kill(): Promise<void> }> {
    const program = `const { takePidLock } = await import(${JSON.stringify(path.join(__dirname, 'pid-lock.mjs'))}); takePidLock(${JSON.stringify(lock)}); console.log('taken'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const kill = async (): Promise<void> => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    };
    return { pid: child.pid ?? 0, kill };
  }

  it('names the live process that holds it', async () => {
    const other = await otherHolder();
    expect(takePidLock(lock)?.pid).toBe(other.pid);
    await other.kill();
  });

  it('is taken over from a process that was killed', async () => {
    const other = await otherHolder();
    await other.kill();
    expect(takePidLock(lock)).toBeUndefined();
  });

  it('is taken over from a process whose id now belongs to another one', () => {
    writeFileSync(lock, JSON.stringify({ pid: process.pid, startedAt: '1' }));
    expect(takePidLock(lock)).toBeUndefined();
  });

  it('is taken over when the file is unreadable', () => {
    writeFileSync(lock, 'half a li');
    expect(takePidLock(lock)).toBeUndefined();
  });

  it('is given back after the work, also when that throws', async () => {
    await expect(
      withPidLock(lock, { onWait: () => undefined }, () => Promise.reject(new Error('broken'))),
    ).rejects.toThrow('broken');
    expect(existsSync(lock)).toBe(false);
  });

  it('waits for its holder', async () => {
    const other = await otherHolder();
    const waited = jest.fn(() => void other.kill());
    await withPidLock(lock, { onWait: waited }, () => Promise.resolve());
    expect(waited).toHaveBeenCalledTimes(1);
  });

  it('is not given back by somebody else', async () => {
    const other = await otherHolder();
    releasePidLock(lock);
    expect(existsSync(lock)).toBe(true);
    await other.kill();
  });
});
