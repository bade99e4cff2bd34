import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Where the set-up tells the tests about the database. */
export const ENVIRONMENT_FILE = path.join(ROOT, 'tmp/e2e-environment.json');

export interface Environment {
  readonly ownerUrl: string;
  readonly apiUrl: string;
  readonly syncUrl: string;
  readonly dataDir: string;
  /** The API's port, the same for the whole run: the browser's data belongs to it. */
  readonly port: number;
}
