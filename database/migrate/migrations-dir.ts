import path from 'node:path';

/** Numbered SQL migrations, applied in the order of their numbers, each once. */
export const MIGRATIONS_DIR = path.join(import.meta.dirname, '..', 'migrations');

/** SQL functions, views and policies, one file each, applied again whenever one of them changed. */
export const FUNCTIONS_DIR = path.join(import.meta.dirname, '..', 'functions');
