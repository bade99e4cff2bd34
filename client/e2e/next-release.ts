import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from './environment.ts';

const BUILT = path.join(ROOT, 'dist/client/browser');
const HASHED_SCRIPT = /^(.+-)([\w-]{8})\.js$/;

/** A folder with the built client as another release would have it: the same application, every script renamed. */
export class NextRelease {
  readonly folder = mkdtempSync(path.join(ROOT, 'tmp/next-release-'));

  constructor() {
    const files = readdirSync(BUILT);
    const renamed = new Map(files.filter((name) => HASHED_SCRIPT.test(name)).map((name) => [name, mirrored(name)]));
    cpSync(BUILT, this.folder, { recursive: true });
    for (const name of files.filter((file) => /\.(js|html)$/.test(file))) {
      let text = readFileSync(path.join(BUILT, name), 'utf8');
      for (const [before, after] of renamed) text = text.replaceAll(before, after);
      rmSync(path.join(this.folder, name));
      writeFileSync(path.join(this.folder, renamed.get(name) ?? name), text);
    }
    // The worker's release is a hash over the files, and so are now the names of its caches.
    this.edit('service-worker.js', (text) => text.replace(/RELEASE = '\w+'/, `RELEASE = 'next'`));
  }

  edit(name: string, change: (text: string) => string): void {
    const file = path.join(this.folder, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }

  /** The scripts go, as on a pod of the former release; the page and the rest stay. */
  removeScripts(): void {
    for (const name of readdirSync(this.folder)) if (HASHED_SCRIPT.test(name)) rmSync(path.join(this.folder, name));
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function mirrored(name: string): string {
  const [, stem = '', hash = ''] = HASHED_SCRIPT.exec(name) ?? [];
  return `${stem}${[...hash].reverse().join('')}.js`;
}
