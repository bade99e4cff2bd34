import path from 'node:path';

import { type LiveOptionsInput, parseLiveOptions } from '@tidemark/sync-server';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'a URL that starts with postgres:// or postgresql://');
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const origins = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  )
  .pipe(
    z.array(z.string().regex(/^https?:\/\/[^/]+$/, 'origins such as https://app.example.com, separated by commas')),
  );
const optionalUrl = z.url().optional();
/** What Fastify can compile: it throws at the first word that it cannot, and at a range that is everybody. */
const proxy = z.union([
  z.enum(['loopback', 'linklocal', 'uniquelocal']),
  z.ipv4(),
  z.ipv6(),
  z.union([z.cidrv4(), z.cidrv6()]).refine((range) => !range.endsWith('/0')),
]);
const proxies = z
  .string()
  .refine(
    (text) => text.split(',').every((one) => proxy.safeParse(one.trim()).success),
    'addresses (10.0.0.7), ranges (10.0.0.0/8) or loopback, separated by commas',
  );
const liveOptions = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      return parseLiveOptions(JSON.parse(text) as LiveOptionsInput);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'must be JSON' });
      return z.NEVER;
    }
  });

/** Every variable that the API reads, with its default. Units are in the names. */
const schema = z
  .object({
    /** TCP port; 0 takes a free one. */
    API_PORT: port.default(4000),
    API_HOST: z.string().default('0.0.0.0'),
    /** Role `app_api`: row-level security applies. */
    API_DATABASE_URL: postgresUrl,
    /** Role `app_sync`: reads the change log. */
    SYNC_DATABASE_URL: postgresUrl,
    /** Signs access tokens (HS256); at least 32 characters, the same on every pod. */
    JWT_SECRET: z.string().min(32, 'at least 32 characters'),
    /** Origins besides the server's own that may call REST and open sockets. */
    ALLOWED_ORIGINS: origins.default([]),
    /** The built client. */
    CLIENT_DIR: z
      .string()
      .default('dist/client/browser')
      .transform((dir) => path.resolve(dir)),
    /** `false` turns the socket endpoint off; clients fall back to REST. */
    SYNC_ENABLED: flag.default(true),
    /** Limits and intervals of the live half as JSON, `{"socket":{"connectionsPerUser":50}}`; see libs/sync-server/README.md. */
    SYNC_LIVE_OPTIONS: liveOptions,
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    /** Where the workspace keeps its data. */
    TIDEMARK_DATA: z.string().default('.tidemark'),
    /** Addresses of reverse proxies whose X-Forwarded-For counts: IPs, CIDR ranges, or `loopback`, separated by commas. */
    TRUST_PROXY: proxies.optional(),
    API_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
    STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(5_000),
    /** Requests of one user in one second before 429. */
    REQUESTS_PER_SECOND: z.coerce.number().int().min(1).default(300),
    /** Failed sign-ins of one user name from one address in one minute before 429. */
    SIGN_INS_PER_MINUTE: z.coerce.number().int().min(1).default(10),
    /** Whether reads of single records are logged (action 0). */
    AUDIT_READS: flag.default(true),
    OIDC_ISSUER: optionalUrl,
    OIDC_AUDIENCE: z.string().optional(),
    OIDC_JWKS_URL: optionalUrl,
  })
  .refine(
    (env) =>
      new Set([env.OIDC_ISSUER, env.OIDC_AUDIENCE, env.OIDC_JWKS_URL].map((one) => one === undefined)).size === 1,
    {
      message: 'OIDC_ISSUER, OIDC_AUDIENCE and OIDC_JWKS_URL belong together: set all three or none',
      path: ['OIDC_ISSUER'],
    },
  );

export type Config = z.output<typeof schema>;

/** DI token of the `Config`. */
export const CONFIG = Symbol('CONFIG');

/** Thrown at start; the message lists every variable that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the configuration from the environment. Empty variables count as absent. Values never appear in the message. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? '');
    return `  ${name}: ${given[name] === undefined && issue.code === 'invalid_type' ? 'is required' : issue.message}`;
  });
  throw new ConfigError(`The environment is not valid:\n${[...new Set(lines)].join('\n')}`);
}
