// npm run reset: throws the embedded database away, and everybody's sign-in with it; the next npm start begins afresh.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { removeEmbedded } from '@tidemark/database';

import { takeDataFolder } from '../supervisor/data-folder.ts';
import { readSettings } from '../supervisor/settings.ts';

const { dataDir, databaseUrl } = readSettings(process.env);
if (databaseUrl !== undefined) {
  throw new Error(
    'DATABASE_URL is set: that server is not ours to delete. `npm run db:reset` empties the schema app in it.',
  );
}
if (existsSync(dataDir)) {
  takeDataFolder(dataDir);
  await removeEmbedded(dataDir);
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith('run.lock')) rmSync(path.join(dataDir, name), { recursive: true, force: true });
  }
}
process.stdout.write(`${path.relative('.', dataDir) || dataDir} is empty; npm start begins afresh.\n`);
