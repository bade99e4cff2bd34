// npm run lock:complete: after a change of dependencies, adds to package-lock.json what the registry did not offer.
import { readFileSync, writeFileSync } from 'node:fs';

import { markCurrent } from '../bootstrap/dependencies.mjs';
import { completeLock } from '../lock/complete-lock.mjs';

const FILE = 'package-lock.json';
const { lock, added } = completeLock(JSON.parse(readFileSync(FILE, 'utf8')));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
markCurrent('.');
process.stdout.write(added.length > 0 ? `Added to ${FILE}:\n  ${added.join('\n  ')}\n` : `${FILE} is complete.\n`);
