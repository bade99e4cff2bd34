import { readFileSync } from 'node:fs';
import path from 'node:path';

import { completeLock } from './complete-lock.mjs';

describe('completing the lock file', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/esbuild': {
        version: '1.2.3',
        dev: true,
        optionalDependencies: { '@esbuild/darwin-arm64': '1.2.3', '@esbuild/linux-x64': '1.2.3', fsevents: '~2.3.2' },
      },
      'node_modules/@esbuild/linux-x64': { version: '1.2.3' },
      'node_modules/a/node_modules/esbuild': {
        version: '1.0.0',
        optionalDependencies: { '@esbuild/win32-ia32': '1.0.0' },
      },
    },
  };

  it('adds the platforms that the registry did not know, and only these', () => {
    const { lock: completed, added } = completeLock(lock);
    expect(added).toEqual(['@esbuild/darwin-arm64@1.2.3', '@esbuild/win32-ia32@1.0.0']);
    expect(completed.packages['node_modules/@esbuild/darwin-arm64']).toEqual({
      version: '1.2.3',
      cpu: ['arm64'],
      dev: true,
      optional: true,
      os: ['darwin'],
    });
  });

  it('changes nothing the second time', () => {
    expect(completeLock(completeLock(lock).lock).added).toEqual([]);
  });

  describe('the committed one', () => {
    const text = readFileSync(path.join(__dirname, '../../package-lock.json'), 'utf8');

    it('is complete (npm run lock:complete)', () => {
      expect(completeLock(JSON.parse(text)).added).toEqual([]);
    });

    it('names no registry', () => {
      expect(text).not.toMatch(/"resolved": "https?:/);
    });
  });
});
