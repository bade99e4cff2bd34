import path from 'node:path';

import { asyncApi } from './async-api.ts';
import { errorPage } from './error-page.ts';
import { protocolPage } from './protocol-page.ts';

const FOLDER = path.join(import.meta.dirname, '..');

/** The generated documents: absolute file name to content. */
export function documents(): Map<string, string> {
  return new Map([
    [path.join(FOLDER, 'asyncapi.json'), `${JSON.stringify(asyncApi(), null, 2)}\n`],
    [path.join(FOLDER, 'error-codes.md'), errorPage()],
    [path.join(FOLDER, 'protocol.md'), protocolPage()],
  ]);
}
