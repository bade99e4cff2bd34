// npm run db:import: brings the database up to date (roles, migrations, functions). Changes nothing in the data.
import { prepare } from './prepare.ts';
import { withDatabase } from './with-database.ts';

await withDatabase(async ({ ownerUrl }) => {
  await prepare(ownerUrl);
  process.stdout.write(`The database is up to date: ${new URL(ownerUrl).host}${new URL(ownerUrl).pathname}\n`);
});
