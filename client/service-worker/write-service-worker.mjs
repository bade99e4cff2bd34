// Writes service-worker.js beside the built application: the release is a hash over all its files.
// Usage: node client/service-worker/write-service-worker.mjs <folder of index.html>
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(process.argv[2] ?? 'dist/client/browser');
const name = 'service-worker.js';

/** Not needed to start, or never to be cached. Subsets of the text font are fetched when a page has such letters. */
const LEFT_OUT = /(^|\/)(\..*|service-worker\.js|.*\.map|.*LICENSE.*|.*licenses.*)$|roboto-(?!latin-wght-normal)/;

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
  .filter((file) => !LEFT_OUT.test(file))
  .sort();
const hash = createHash('sha256');
for (const file of files) hash.update(file).update(readFileSync(path.join(folder, file)));
const release = hash.digest('hex').slice(0, 16);

// The page itself is cached under `/`: each of its addresses is the same file.
const paths = files.map((file) => (file === 'index.html' ? '/' : `/${file}`));
const source = readFileSync(path.join(import.meta.dirname, name), 'utf8')
  .replace('__RELEASE__', release)
  .replace("['__FILES__']", JSON.stringify(paths));
writeFileSync(path.join(folder, name), source);
process.stdout.write(`service worker: release ${release}, ${paths.length} files\n`);
