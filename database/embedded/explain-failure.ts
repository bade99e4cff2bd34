import { EmbeddedError } from './embedded-error.ts';

interface FailureContext {
  /** What was being done: `initdb` or `postgres`. */
  readonly program: string;
  readonly dataDir: string;
  readonly port?: number;
}

type Explanation = (context: FailureContext, output: string) => string;

const KNOWN: readonly (readonly [RegExp, Explanation])[] = [
  [
    /No space left on device|Disk quota exceeded/i,
    ({ dataDir }) =>
      `The disk that holds ${dataDir} is full. Free some space there, or set TIDEMARK_DATA to a folder on another disk.`,
  ],
  [
    /could not bind|Address already in use/i,
    ({ port }) =>
      `Port ${port} on 127.0.0.1 is in use by another program. Stop that program, or leave the port out and a free one is chosen.`,
  ],
  [
    /invalid locale|locale .* could not be|database locale is incompatible|invalid value for parameter "lc_/i,
    ({ dataDir }) =>
      `The database in ${dataDir} was made with a locale that this machine lacks. Install that locale, or start afresh with \`npm run reset\`.`,
  ],
  [
    /database files are incompatible|was initialized by PostgreSQL version/i,
    ({ dataDir }) =>
      `The database in ${dataDir} was made by another version of PostgreSQL. Start afresh with \`npm run reset\`, or set TIDEMARK_DATA to another folder.`,
  ],
  [
    /Permission denied|could not access directory|Operation not permitted/i,
    ({ dataDir }) =>
      `PostgreSQL may not use ${dataDir}. Give the folder to the user that runs this command, or set TIDEMARK_DATA to one that you own.`,
  ],
  [
    /could not create shared memory|could not map anonymous shared memory|Cannot allocate memory/i,
    () =>
      'There is not enough free memory for PostgreSQL (it asks for about 200 MB). Stop other programs and try again.',
  ],
  [
    /error while loading shared libraries|GLIBC_|not found \(required by/i,
    () =>
      'The PostgreSQL that npm installed does not run on this system (it needs glibc). Set DATABASE_URL to a PostgreSQL 13+ of your own instead.',
  ],
];

/** Turns what initdb or postgres printed into a message with the remedy; the output itself is kept as the cause. */
export function explainFailure(output: string, context: FailureContext): EmbeddedError {
  const cause = new Error(output.trim().slice(-4_000));
  const known = KNOWN.find(([pattern]) => pattern.test(output));
  if (known) return new EmbeddedError(known[1](context, output), { cause });
  return new EmbeddedError(
    `${context.program} failed in ${context.dataDir}:\n${output.trim().slice(-2_000)}\nRemedy: see the lines above; \`npm run reset\` starts afresh, DATABASE_URL uses another server.`,
    { cause },
  );
}
