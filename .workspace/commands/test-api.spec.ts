import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';

/** What the stand-in for the API was asked, besides the sign-ins. */
let asked: { method: string | undefined; url: string | undefined; body: string; token: string | undefined }[];
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const isSignIn = request.url === '/api/v1/auth/login';
      const { username } = isSignIn ? (JSON.parse(body) as { username: string }) : { username: '' };
      if (!isSignIn)
        asked.push({ method: request.method, url: request.url, body, token: request.headers.authorization });
      response.statusCode = username === 'nobody' ? 401 : 200;
      response.end(
        JSON.stringify(username === 'nobody' ? { detail: 'Refused.' } : { accessToken: `${username}-token` }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => (asked = []));
afterAll(() => server.close());

async function testApi(...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, [path.join(__dirname, 'test-api.ts'), ...args]);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, output, errors };
}

it('sends the request as a demo user and prints the answer', async () => {
  const { code, output, errors } = await testApi(
    'patch',
    '/api/v1/project/1',
    '{"name":"Test"}',
    '--as=tom',
    `--url=${origin}`,
  );
  expect([code, JSON.parse(output)]).toEqual([0, expect.any(Object)]);
  expect(errors).toContain('200 OK');
  expect(asked).toEqual([
    { method: 'PATCH', url: '/api/v1/project/1', body: '{"name":"Test"}', token: 'Bearer tom-token' },
  ]);
});

it.each([
  [[], "'' is no method"],
  [['FETCH', '/api/v1/project'], "'FETCH' is no method"],
  [['GET', 'api/v1/project'], "'api/v1/project' is no path"],
  [['GET', '/api/v1/project', '{}'], 'A GET has no body'],
  [['PATCH', '/api/v1/project/1', '{name:', 'Test}'], 'put JSON in single quotes'],
  [['GET', '/api/v1/project', '--url=nonsense'], "'nonsense' is no URL"],
  [['GET', '/api/v1/project', '--url=http://127.0.0.1:1'], 'Nothing answers at http://127.0.0.1:1'],
])('%j is refused with what is wrong', async (args, message) => {
  const { code, errors } = await testApi(...args);
  expect(code).toBe(1);
  expect(errors).toContain(message);
});

it('a sign-in that fails says why and what to try', async () => {
  const { code, errors } = await testApi('GET', '/api/v1/project', '--as=nobody', `--url=${origin}`);
  expect([code, asked]).toEqual([1, []]);
  expect(errors).toContain('Sign-in as nobody failed (401): Refused. The demo users are');
});
