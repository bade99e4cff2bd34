// npm run test-api -- <METHOD> <path> [JSON body] [--as=<user>]: signs in as a demo user, sends one request to the running
// API and prints the answer. Example: npm run test-api -- PATCH /api/v1/project/<id> '{"name":"Test"}'
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { apiUrlFile } from '../supervisor/data-folder.ts';
import { DEMO_PASSWORD } from '../supervisor/demo.ts';
import { readSettings } from '../supervisor/settings.ts';

const USAGE = `Usage: npm run test-api -- <GET|POST|PATCH|DELETE> <path> [JSON body] [--as=ada] [--if-match=<version>] [--url=http://localhost:4000]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { as: { type: 'string', default: 'ada' }, 'if-match': { type: 'string' }, url: { type: 'string' } },
});
const [method = '', path = '', body] = positionals;
if (!/^[A-Za-z]+$/.test(method) || !path.startsWith('/')) throw new Error(USAGE);

const settings = readSettings(process.env);
const origin = values.url ?? runningUrl();
const token = await signIn(values.as);
const answer = await send(path, { method: method.toUpperCase(), body, token, ifMatch: values['if-match'] });
const text = await answer.text();
process.stderr.write(`${answer.status} ${answer.statusText}\n${headerLines(answer.headers)}`);
process.stdout.write(`${pretty(text)}\n`);
process.exitCode = answer.ok ? 0 : 1;

/** Where `npm start` on the same data said that it listens; else where it would by default. */
function runningUrl(): string {
  const file = apiUrlFile(settings.dataDir);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : `http://localhost:${settings.apiPort}`;
}

async function signIn(username: string): Promise<string> {
  const password = process.env['TIDEMARK_PASSWORD'] || DEMO_PASSWORD;
  const response = await send('/api/v1/auth/login', { method: 'POST', body: JSON.stringify({ username, password }) });
  if (!response.ok) throw new Error(`Sign-in as ${username} failed (${response.status}): ${await response.text()}`);
  const { accessToken } = (await response.json()) as { accessToken: string };
  return accessToken;
}

interface Request {
  readonly method: string;
  readonly body?: string | undefined;
  readonly token?: string;
  readonly ifMatch?: string | undefined;
}

async function send(
  target: string,
  { method: verb, body: content, token: bearer, ifMatch }: Request,
): Promise<Response> {
  const headers = {
    ...(content === undefined ? {} : { 'content-type': 'application/json' }),
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch.replaceAll('"', '')}"` }),
  };
  try {
    return await fetch(new URL(target, origin), { method: verb, headers, body: content ?? null });
  } catch (error) {
    throw new Error(
      `Nothing answers at ${origin}. Is it running (npm start)? Another address: --url=... or API_PORT.`,
      { cause: error },
    );
  }
}

/** The headers that carry meaning here. */
function headerLines(headers: Headers): string {
  const shown = ['etag', 'location', 'tidemark-snapshot', 'x-request-id', 'retry-after'];
  return shown.flatMap((name) => (headers.has(name) ? [`${name}: ${headers.get(name)}\n`] : [])).join('');
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
