import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startApi } from './api.ts';
import { announceUrl, apiUrlFile } from './data-folder.ts';
import { claimPort } from './port.ts';
import type { Scope } from './scope.ts';
import { readSettings } from './settings.ts';

/** Ready as soon as it listens. */
const STUB = "require('node:http').createServer((_, answer) => answer.end()).listen(process.env.API_PORT);";
const DATABASE = { ownerUrl: '', apiUrl: '', syncUrl: '', location: 'nowhere', postmasterPid: undefined };

const home = process.cwd();
let dir: string;
let stops: Parameters<Scope['onStop']>[0][];

async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}

beforeEach(() => {
  stops = [];
  dir = mkdtempSync(path.join(tmpdir(), 'supervisor-'));
  mkdirSync(path.join(dir, 'dist/api'), { recursive: true });
  writeFileSync(path.join(dir, 'dist/api/main.js'), STUB);
  process.chdir(dir);
});

afterEach(async () => {
  await stopAll();
  process.chdir(home);
  rmSync(dir, { recursive: true, force: true });
});

it('an API that starts behind a proxy leaves the address that was announced', async () => {
  const scope: Scope = {
    signal: new AbortController().signal,
    onStop: (stop) => stops.push(stop),
    fail: (error) => {
      throw error;
    },
  };
  const settings = readSettings({ TIDEMARK_DATA: dir });
  announceUrl(dir, 'http://localhost:4000', scope);
  await startApi(settings, DATABASE, await claimPort(0, '127.0.0.1'), scope);
  expect(readFileSync(apiUrlFile(dir), 'utf8')).toBe('http://localhost:4000\n');
  await stopAll();
  expect(existsSync(apiUrlFile(dir))).toBe(false);
});
