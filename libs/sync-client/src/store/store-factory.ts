import type { RecordTable } from './record-table.ts';
import type { StoredRecord } from './stored-record.ts';

/** Where the databases are. */
export interface StoreFactory {
  /** Opens (or creates) a database. Rejects where the browser refuses storage. */
  open(name: string): Promise<RecordTable>;
  /**
   * Removes what is left of a database, without opening it as a store. Resolves to whether nothing is left; false
   * where a tab that does not answer still holds it, emptied, open.
   */
  remove(name: string): Promise<boolean>;
  /** Names of the databases that begin with this. */
  find(prefix: string): Promise<readonly string[]>;
  /** The documents of a database, whatever release wrote them; read without opening it as a store. */
  salvage(name: string): Promise<readonly StoredRecord[]>;
}
