import { writeFileSync } from 'node:fs';

import { documents } from './documents.ts';

/** `nx docs protocol`: writes what is generated from the schemas and the catalogue. */
for (const [file, content] of await documents()) {
  writeFileSync(file, content);
  process.stdout.write(`${file}\n`);
}
