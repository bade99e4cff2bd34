// npm run db:dump: writes database/schema.sql from a database that the present migrations make (on a throw-away server).
import { writeFileSync } from 'node:fs';

import { withClient } from '../connection/with-client.ts';
import { dumpSchema } from '../dump/dump-schema.ts';
import { SCHEMA_FILE } from '../dump/schema-file.ts';
import { prepareDatabase } from '../migrate/prepare-database.ts';
import { onDatabase, templateName } from '../testing/template.ts';
import { startTestServer } from '../testing/test-server.ts';

const server = await startTestServer();
try {
  const url = onDatabase(server.url, 'schema_dump');
  await withClient(server.url, (client) =>
    client.query(`CREATE DATABASE schema_dump TEMPLATE ${templateName('empty')}`),
  );
  await prepareDatabase(url);
  writeFileSync(SCHEMA_FILE, await dumpSchema(url));
  process.stdout.write(`Wrote ${SCHEMA_FILE}\n`);
} finally {
  await server.stop();
}
