import { type DatabaseUrls, prepareDatabase } from '../migrate/prepare-database.ts';
import { stateDir } from './state-dir.ts';

/** `prepareDatabase` with what the environment says about the roles. */
export function prepare(ownerUrl: string): Promise<DatabaseUrls> {
  const apiUrl = process.env['API_DATABASE_URL'];
  const syncUrl = process.env['SYNC_DATABASE_URL'];
  return prepareDatabase(ownerUrl, { dataDir: stateDir(), ...(apiUrl && { apiUrl }), ...(syncUrl && { syncUrl }) });
}
