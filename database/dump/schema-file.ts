import path from 'node:path';

/** The committed dump, which a test compares with what the migrations make. */
export const SCHEMA_FILE = path.join(import.meta.dirname, '..', 'schema.sql');
