import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { areCurrent, markCurrent } from './dependencies.mjs';

describe('dependencies', () => {
  let root: string;
  const write = (name: string, content: unknown): void => writeFileSync(path.join(root, name), JSON.stringify(content));

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'tidemark-'));
    mkdirSync(path.join(root, 'node_modules'));
    write('package.json', { scripts: {}, dependencies: { pg: '8.23.1' } });
    write('package-lock.json', { packages: {} });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('are stale until an installation is recorded', () => {
    expect(areCurrent(root)).toBe(false);
    markCurrent(root);
    expect(areCurrent(root)).toBe(true);
  });

  it('are stale when node_modules is gone', () => {
    markCurrent(root);
    rmSync(path.join(root, 'node_modules'), { recursive: true });
    expect(areCurrent(root)).toBe(false);
  });

  it('are stale when the lock file changed', () => {
    markCurrent(root);
    write('package-lock.json', { packages: { 'node_modules/pg': {} } });
    expect(areCurrent(root)).toBe(false);
  });

  it('are stale when a dependency in package.json changed', () => {
    markCurrent(root);
    write('package.json', { scripts: {}, dependencies: { pg: '8.24.0' } });
    expect(areCurrent(root)).toBe(false);
  });

  it('stay current when only a script changed', () => {
    markCurrent(root);
    write('package.json', { scripts: { start: 'x' }, dependencies: { pg: '8.23.1' } });
    expect(areCurrent(root)).toBe(true);
  });
});
