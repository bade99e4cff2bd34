import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';

import { startTestApi, type TestApi } from './support/test-api.ts';

let dir: string;
let api: TestApi;

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'client-'));
  const client = path.join(dir, 'browser');
  await mkdir(path.join(client, 'media'), { recursive: true });
  await writeFile(path.join(dir, 'secret.txt'), 'outside');
  await writeFile(
    path.join(client, 'index.html'),
    '<!doctype html><style>x{}</style><app-root></app-root><script src="main-ABCDEFGH.js"></script>',
  );
  await writeFile(path.join(client, 'main-ABCDEFGH.js'), 'x;'.repeat(5_000));
  await writeFile(path.join(client, 'favicon.ico'), 'icon');
  api = await startTestApi({ seeded: false, env: { CLIENT_DIR: client } });
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

const get = (url: string) => api.anonymous.get(url);

/** fetch tidies paths up; this does not. */
const getRaw = (target: string) =>
  new Promise<{ status?: number; text: string }>((resolve, reject) => {
    request(api.url, { path: target }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => (text += data.toString()));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    })
      .on('error', reject)
      .end();
  });

it.each(['/', '/index.html', '/project', '/project/0198c5e2-7a11-7c3e-9b54-2f6d1c0a4e11?tab=history'])(
  '%s is the page, under a policy with a nonce of its own',
  async (url) => {
    const [page, again] = [await get(url), await get(url)];
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    const [, nonce = ''] = /ngCspNonce="([^"]+)"/.exec(page.text) ?? [];
    expect(page.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(page.text).toContain(`<style nonce="${nonce}"`);
    expect(again.text).not.toContain(nonce);
  },
);

it('built files are kept for ever, others are asked for again', async () => {
  expect((await get('/main-ABCDEFGH.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await get('/favicon.ico')).headers.get('cache-control')).toBe('no-cache');
});

it('files travel compressed', async () => {
  const { headers, text } = await api.anonymous.get('/main-ABCDEFGH.js', { headers: { 'accept-encoding': 'br' } });
  expect([headers.get('content-encoding'), text.length]).toEqual(['br', 10_000]);
});

it.each(['/missing.js', '/media/missing.woff2', '/api/nothing', '/ws/other', '/health/nothing'])(
  '%s is not found, and no page',
  async (url) => {
    const answer = await get(url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining('problem+json')]);
  },
);

it.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/media/../../secret.txt',
  '/%00',
  '/media%5c..%5c..%5csecret.txt',
  '//secret.txt',
])('%s never leaves the folder', async (target) => {
  expect((await getRaw(target)).text).not.toContain('outside');
});

it('says what to do while the client is not built', async () => {
  await using unbuilt = await startTestApi({ db: api.db, env: { CLIENT_DIR: path.join(dir, 'nothing') } });
  const answer = await unbuilt.anonymous.get('/');
  expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('nx build client')]);
});
