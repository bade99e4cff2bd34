import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Environment variable that names the file in which the set-up tells the tests about the database. */
export const ENVIRONMENT_VARIABLE = 'TIDEMARK_E2E_ENVIRONMENT';

export interface Environment {
  readonly ownerUrl: string;
  readonly apiUrl: string;
  readonly syncUrl: string;
  readonly dataDir: string;
  /** The API's port, the same for the whole run: the browser's data belongs to it. */
  readonly port: number;
}
