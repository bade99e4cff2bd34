import path from 'node:path';

/** Folder for data, URL, password and log of the embedded server: `TIDEMARK_DATA`, else `.tidemark` in the workspace. */
export function stateDir(): string {
  const workspace = path.join(import.meta.dirname, '..', '..');
  return path.resolve(workspace, process.env['TIDEMARK_DATA'] || '.tidemark');
}
