import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const url = (file: string): string => JSON.stringify(pathToFileURL(path.join(__dirname, file)).href);
const SLEEPER = JSON.stringify('setInterval(() => undefined, 1000)');

describe('processes of a command', () => {
  const started: ChildProcess[] = [];
  afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

  /** Runs a program as a command would run, and collects what it prints. */
  function run(program: string): {
    child: ChildProcess;
    output(): string;
    line(pattern: RegExp): Promise<string>;
    code: Promise<number | null>;
  } {
    const env = { ...process.env, NODE_OPTIONS: '', npm_lifecycle_event: undefined, NX_TASK_TARGET_PROJECT: undefined };
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const code = new Promise<number | null>((resolve) => child.once('close', resolve));
    const line = async (pattern: RegExp): Promise<string> => {
      for (;;) {
        const found = pattern.exec(text);
        if (found) return found[1] ?? found[0];
        await sleep(20);
      }
    };
    return { child, output: () => text, line, code };
  }

  function isAlive(pid: number): boolean {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }

  async function goneWithin(pid: number, ms: number): Promise<boolean> {
    for (const end = Date.now() + ms; Date.now() < end && isAlive(pid);) await sleep(20);
    return !isAlive(pid);
  }

  const withChild = (rest: string): string => `
    import { startChild } from ${url('child.ts')};
    const child = startChild({ args: ['-e', ${SLEEPER}], output: 'inherit' });
    process.stdout.write('child ' + child.pid + '.\\n');
    ${rest}`;

  it('end when the command is killed outright', async () => {
    const command = run(withChild('setInterval(() => undefined, 1000);'));
    const pid = Number(await command.line(/child (\d+)\./));
    command.child.kill('SIGKILL');
    expect(await goneWithin(pid, 8_000)).toBe(true);
  }, 20_000);

  it('end when the command asks them to', async () => {
    const command = run(
      withChild('await child.stop(3000); process.stdout.write((await child.ended).description); process.exit();'),
    );
    const pid = Number(await command.line(/child (\d+)\./));
    await command.code;
    expect(isAlive(pid)).toBe(false);
    expect(command.output()).toContain('ended by SIGTERM');
  }, 20_000);

  const scoped = (body: string): string => `
    import { runUntilStopped } from ${url('scope.ts')};
    const say = (text) => process.stdout.write(text + '\\n');
    runUntilStopped(async (scope) => {
      scope.onStop(() => say('database stopped'));
      scope.onStop(async () => { await new Promise((r) => setTimeout(r, 50)); say('api stopped'); });
      ${body}
    });`;

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'are stopped in reverse order by %s, without an error',
    async (signal) => {
      const command = run(scoped("say('ready'); setInterval(() => undefined, 1000);"));
      await command.line(/ready/);
      command.child.kill(signal);
      expect(await command.code).toBe(0);
      expect(command.output()).toMatch(/api stopped\n[^]*database stopped/);
    },
    20_000,
  );

  it('are stopped when the command fails, which says why', async () => {
    const command = run(scoped("throw new Error('no port');"));
    expect(await command.code).toBe(1);
    expect(command.output()).toMatch(/no port\n[^]*api stopped\n[^]*database stopped/);
  }, 20_000);

  it('are stopped when the embedded PostgreSQL has ended, which names its log', async () => {
    const server = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    started.push(server);
    const watch = `
      const { failWithPostmaster } = await import(${url('postmaster-watch.ts')});
      failWithPostmaster(${server.pid}, '/data', scope);
      say('ready');`;
    const command = run(scoped(watch));
    await command.line(/ready/);
    server.kill('SIGKILL');
    expect(await command.code).toBe(1);
    expect(command.output()).toMatch(
      /has ended; its log is \/data\/postgres\.log[^]*api stopped\n[^]*database stopped/,
    );
  }, 20_000);
});
