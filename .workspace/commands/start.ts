// npm start: database, migrations, demo data, build, and the API that serves it all on one origin.
import { startApi } from '../supervisor/api.ts';
import { build } from '../supervisor/build.ts';
import { announceUrl } from '../supervisor/data-folder.ts';
import { step } from '../supervisor/step.ts';
import { welcome } from '../supervisor/welcome.ts';
import { openWorkbench } from '../supervisor/workbench.ts';

openWorkbench(async ({ settings, database, port, scope }) => {
  await step('Build', () => build(['api', 'client'], scope));
  if (scope.signal.aborted) return;
  const api = await step('API', () => startApi(settings, database, port, scope));
  if (scope.signal.aborted) return;
  announceUrl(settings.dataDir, api.url, scope);
  process.stdout.write(welcome({ url: api.url, settings, database }));
  void api.child.ended.then(({ description }) => scope.fail(new Error(`The API ${description}.`)));
});
