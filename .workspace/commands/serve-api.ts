// nx serve api: the API with its database, built and started anew when a source changes.
import { watchApi } from '../supervisor/api-watch.ts';
import { openWorkbench } from '../supervisor/workbench.ts';

openWorkbench(async ({ settings, database, port, scope }) => {
  const { url } = await watchApi({ settings, database, port }, scope);
  process.stdout.write(`\nThe API runs on ${url} and follows changes of its sources. The client: nx serve client.\n`);
});
