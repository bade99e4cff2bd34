// npm run test-api -- <METHOD> <path> [JSON body] [--as=<user>]: signs in as a demo user, sends one request to the running
// API and prints the answer. Example: npm run test-api -- PATCH /api/v1/project/<id> '{"name":"Test"}'
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { apiUrlFile } from '../supervisor/data-folder.ts';
import { DEMO_PASSWORD } from '../supervisor/demo.ts';
import { readSettings } from '../supervisor/settings.ts';

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'];
const USAGE = `Usage: npm run test-api -- <${METHODS.join('|')}> <path> [JSON body] [--as=ada] [--if-match=<version>] [--url=http://localhost:4000]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { as: { type: 'string', default: 'ada' }, 'if-match': { type: 'string' }, url: { type: 'string' } },
});
const [given = '', path = '', body, ...tooMuch] = positionals;
const method = given.toUpperCase();
const mistake = findMistake();
if (mistake) throw new Error(`${mistake}\n${USAGE}`);

const settings = readSettings(process.env);
const origin = values.url ?? runningUrl();
const token = await signIn(values.as);
const answer = await send(path, { method, body, token, ifMatch: values['if-match'] });
const text = await answer.text();
process.stderr.write(`${answer.status} ${answer.statusText}\n${headerLines(answer.headers)}`);
process.stdout.write(`${pretty(text)}\n`);
process.exitCode = answer.ok ? 0 : 1;

/** What is wrong with the arguments, where anything is. The body goes out as it is: what the API says to it may be the test. */
function findMistake(): string | undefined {
  if (!METHODS.includes(method)) return `'${given}' is no method of the API.`;
  if (!path.startsWith('/')) return `'${path}' is no path: it begins with a slash, as in /api/v1/project.`;
  if (method === 'GET' && body !== undefined) return 'A GET has no body.';
  if (tooMuch.length > 0) return 'More arguments than a body: put JSON in single quotes.';
  if (values.url !== undefined && !URL.canParse(values.url)) return `--url: '${values.url}' is no URL.`;
  return undefined;
}

/** Where `npm start` on the same data said that it listens; else where it would by default. */
function runningUrl(): string {
  const file = apiUrlFile(settings.dataDir);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : `http://localhost:${settings.apiPort}`;
}

async function signIn(username: string): Promise<string> {
  const password = process.env['TIDEMARK_PASSWORD'] || DEMO_PASSWORD;
  const response = await send('/api/v1/auth/login', { method: 'POST', body: JSON.stringify({ username, password }) });
  const { accessToken, detail } = (await response.json()) as { accessToken?: string; detail?: string };
  if (accessToken !== undefined) return accessToken;
  const hint = 'The demo users are ada, mia, tom, eve and vic; another password: TIDEMARK_PASSWORD.';
  throw new Error(`Sign-in as ${username} failed (${response.status}): ${detail ?? response.statusText} ${hint}`);
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
