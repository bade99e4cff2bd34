// npm run db:psql [-- <psql arguments>]: opens psql, where it is installed, on the right server, as the owner.
import { spawn } from 'node:child_process';

import { withDatabase } from './with-database.ts';

await withDatabase(async ({ ownerUrl }) => {
  const url = new URL(ownerUrl);
  // By environment rather than by argument: arguments are visible to every user of the machine.
  const env = {
    ...process.env,
    PGHOST: url.hostname,
    PGPORT: url.port || '5432',
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
    PGOPTIONS: '--search_path=app,public',
  };
  const child = spawn('psql', process.argv.slice(2), { stdio: 'inherit', env });
  // Ctrl-C in psql cancels a query; it must not end this process, which holds the server.
  process.on('SIGINT', () => undefined);
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', () =>
      reject(
        new Error(`psql is not installed. Install PostgreSQL's client, or use any other with this URL:\n${ownerUrl}`),
      ),
    );
    child.once('exit', (code) => resolve(code ?? 1));
  });
});
