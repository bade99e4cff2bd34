import path from 'node:path';

/** How much demo data a database that holds none is given; `none` leaves it empty. */
export type SeedSize = 'none' | 'small' | 'medium' | 'large';

/** What the commands read from the environment; the README's configuration table explains each. */
export interface Settings {
  /** `TIDEMARK_DATA`, absolute. */
  readonly dataDir: string;
  /** `API_PORT`; 0 means any free port. */
  readonly apiPort: number;
  /** `API_HOST`; undefined listens on every address of the machine. */
  readonly apiHost: string | undefined;
  /** `DATABASE_URL`; undefined means the embedded server. */
  readonly databaseUrl: string | undefined;
  /** `TIDEMARK_SEED`. */
  readonly seedSize: SeedSize;
  /** `LOG_LEVEL` of the API; under `npm start` only warnings and errors reach the terminal. */
  readonly logLevel: string;
}

const SEED_SIZES: readonly string[] = ['none', 'small', 'medium', 'large'] satisfies SeedSize[];
const DEFAULT_PORT = 4_000;
const MAX_PORT = 65_535;

/** Reads the settings; throws one error that lists every variable that makes no sense. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const problems: string[] = [];
  const apiPort = Number(env['API_PORT'] || DEFAULT_PORT);
  if (!Number.isInteger(apiPort) || apiPort < 0 || apiPort > MAX_PORT) {
    problems.push(`API_PORT is '${env['API_PORT']}'; it must be a port number from 0 (any free one) to ${MAX_PORT}.`);
  }
  const databaseUrl = env['DATABASE_URL'] || undefined;
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\/\S+$/.test(databaseUrl)) {
    problems.push('DATABASE_URL is not a URL like postgres://user:password@host:5432/database.');
  }
  const seedSize = env['TIDEMARK_SEED'] || 'small';
  if (!isSeedSize(seedSize))
    problems.push(`TIDEMARK_SEED is '${seedSize}'; it must be one of ${SEED_SIZES.join(', ')}.`);
  if (problems.length > 0 || !isSeedSize(seedSize))
    throw new Error(`Check the environment:\n  - ${problems.join('\n  - ')}`);
  return {
    dataDir: path.resolve(env['TIDEMARK_DATA'] || '.tidemark'),
    apiPort,
    apiHost: env['API_HOST'] || undefined,
    databaseUrl,
    seedSize,
    logLevel: env['LOG_LEVEL'] || 'warn',
  };
}

function isSeedSize(value: string): value is SeedSize {
  return SEED_SIZES.includes(value);
}
