// npm start: database, migrations, demo data, build, and the API that serves it all on one origin.
import { startApi } from '../supervisor/api.ts';
import { build } from '../supervisor/build.ts';
import { takeDataFolder } from '../supervisor/data-folder.ts';
import { openDatabase } from '../supervisor/database.ts';
import { claimPort } from '../supervisor/port.ts';
import { runUntilStopped } from '../supervisor/scope.ts';
import { readSettings } from '../supervisor/settings.ts';
import { step } from '../supervisor/step.ts';
import { welcome } from '../supervisor/welcome.ts';

runUntilStopped(async (scope) => {
  const settings = readSettings(process.env);
  takeDataFolder(settings.dataDir);
  const port = await claimPort(settings.apiPort, settings.apiHost);
  // The build and the database know nothing of each other, but two cores are soon busy: one after the other reads better.
  const database = await openDatabase(settings, scope);
  await step('Build', () => build(['api', 'client'], scope));
  if (scope.signal.aborted) return;
  const api = await step('API', () => startApi(settings, database, port, scope));
  if (scope.signal.aborted) return;
  process.stdout.write(welcome({ url: api.url, settings, database }));
  void api.child.ended.then(({ description }) => scope.fail(new Error(`The API ${description}.`)));
});
