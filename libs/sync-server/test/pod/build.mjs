// Bundles a pod for tests that need one as a process of its own (kill -9 cannot be tried inside Jest):
// `node build.mjs <outfile>`. Decorators need SWC, as in `api/build.mjs`.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { transform } from '@swc/core';
import { build } from 'esbuild';

await build({
  entryPoints: [path.join(import.meta.dirname, 'main.ts')],
  outfile: process.argv[2],
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  keepNames: true,
  sourcemap: 'inline',
  logLevel: 'warning',
  plugins: [
    {
      name: 'external-packages',
      setup(builder) {
        builder.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
          kind === 'entry-point' || name.startsWith('@tidemark/') ? undefined : { path: name, external: true },
        );
      },
    },
    {
      name: 'decorators',
      setup(builder) {
        builder.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
          const source = await readFile(file, 'utf8');
          if (!/^\s*@[A-Z]\w*/m.test(source)) return undefined;
          const { code } = await transform(source, {
            filename: file,
            swcrc: false,
            configFile: false,
            sourceMaps: 'inline',
            module: { type: 'es6' },
            jsc: {
              target: 'es2022',
              parser: { syntax: 'typescript', decorators: true },
              transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
              keepClassNames: true,
            },
          });
          return { contents: code, loader: 'js' };
        });
      },
    },
  ],
});
