import path from 'node:path';

import type { Database } from './database.ts';
import { DEMO_LOGINS, DEMO_PASSWORD } from './demo.ts';
import type { Settings } from './settings.ts';

interface Welcome {
  readonly url: string;
  readonly settings: Settings;
  readonly database: Database;
}

/** What somebody needs to know who has just started it. */
export function welcome({ url, settings, database }: Welcome): string {
  const folder = path.relative(process.cwd(), settings.dataDir);
  const shown = folder.startsWith('..') ? settings.dataDir : folder;
  const lines: [string, string][] = [
    ['Open', url],
    ['Sign in', `${DEMO_LOGINS}; password: ${DEMO_PASSWORD}`],
    ['API', `${url}/api/docs`],
    [
      'Data',
      database.postmasterPid === undefined ? database.location : dataLine(shown, database.location, settings.dataDir),
    ],
    ['Database', `${shownUrl(database)}   (npm run db:psql)`],
    ['Stop', 'Ctrl-C'],
  ];
  const body = lines.map(([label, text]) => `  ${label.padEnd(10)}${text}`).join('\n');
  return `\nTidemark is running.\n\n${body}\n\n`;
}

/** The embedded server's password is for whoever sits here; that of somebody's own server does not belong on a screen. */
function shownUrl({ ownerUrl, postmasterPid }: Database): string {
  const url = new URL(ownerUrl);
  if (postmasterPid === undefined && url.password) url.password = '***';
  return url.href;
}

/** The cluster lies elsewhere where the data folder is below one that only root may enter. */
function dataLine(shown: string, location: string, dataDir: string): string {
  const cluster = location.startsWith(dataDir + path.sep) ? '' : `, its database in ${location}`;
  return `${shown}${cluster}   (npm run reset starts afresh)`;
}
