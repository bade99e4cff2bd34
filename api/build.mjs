// Bundles the API into one ESM file: our own sources inside, npm packages outside.
// esbuild cannot emit the decorator metadata that Nest's dependency injection reads, so SWC transforms those files first.
import { readFile } from 'node:fs/promises';

import { transform } from '@swc/core';
import { build } from 'esbuild';

const DECORATOR = /^\s*@[A-Z]\w*/m;

/** @type {import('esbuild').Plugin} */
const swcDecorators = {
  name: 'swc-decorator-metadata',
  setup(builder) {
    builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!DECORATOR.test(source)) return undefined;
      const { code } = await transform(source, {
        filename: path,
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
};

/** Keeps npm packages out of the bundle; `@tidemark/*` is source of this workspace and goes in. @type {import('esbuild').Plugin} */
const externalPackages = {
  name: 'external-packages',
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@tidemark/') ? undefined : { path, external: true },
    );
  },
};

await build({
  entryPoints: ['api/src/main.ts'],
  // Tests build beside, so that they never replace what is running.
  outfile: process.argv[2] ?? 'dist/api/main.js',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  keepNames: true,
  sourcemap: 'linked',
  plugins: [externalPackages, swcDecorators],
  logLevel: 'warning',
});
