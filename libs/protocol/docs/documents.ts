import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { asyncApi } from './async-api.ts';
import { errorPage } from './error-page.ts';
import { protocolPage } from './protocol-page.ts';

const FOLDER = path.join(import.meta.dirname, '..');

/** The generated documents as they lie in the repository: absolute file name to content. */
export async function documents(): Promise<Map<string, string>> {
  const written = new Map([
    ['asyncapi.json', JSON.stringify(asyncApi())],
    ['error-codes.md', errorPage()],
    ['protocol.md', protocolPage()],
  ]);
  const entries = [...written].map(async ([name, content]) => {
    const file = path.join(FOLDER, name);
    return [file, await format(content, { ...(await resolveConfig(file)), filepath: file })] as const;
  });
  return new Map(await Promise.all(entries));
}
