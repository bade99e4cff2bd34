// npm run nx -- <arguments>: Nx under the workspace's own Node, with the dependencies in place.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { NX_PROGRAM } from '../supervisor/nx.ts';

await import(pathToFileURL(path.resolve(NX_PROGRAM)).href);
