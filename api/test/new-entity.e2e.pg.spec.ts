import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { type DatabaseUrls, DEMO_PEOPLE } from '@tidemark/database';
import { SERVER_VARIABLE } from '@tidemark/database/testing';
import { Client } from 'pg';
import WebSocket from 'ws';

import { copyWorkspace, type WorkspaceCopy } from './workspace-copy.ts';

/** Brings a database up to date with the migrations of the copy. */
const PREPARE = `
  import { prepareDatabase } from '@tidemark/database';
  process.stdout.write(JSON.stringify(await prepareDatabase(process.env.DATABASE_URL)));`;

const NEW_ENTITY = [
  'node_modules/nx/dist/bin/nx.js',
  ...['generate', '@tidemark/nx-plugin:entity', 'lightship', '--no-interactive'],
  ...['--fields', 'name:string!, launchedOn:date, projectId:ref(project)'],
];

const database = `tidemark_test_${randomUUID().replaceAll('-', '')}`;
let server: Client;
let copy: WorkspaceCopy;

beforeAll(async () => {
  server = new Client(process.env[SERVER_VARIABLE]);
  await server.connect();
  await server.query(`CREATE DATABASE ${database}`);
  copy = copyWorkspace();
}, 60_000);

afterAll(async () => {
  await copy.remove();
  await server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await server.end();
}, 30_000);

/** The next frame of a type. */
function frame(socket: WebSocket, type: string): Promise<{ payload: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    socket.once('close', (code) => reject(new Error(`closed with ${code} before ${type}`)));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { type: string; payload: Record<string, unknown> };
      if (message.type === type) resolve(message);
      if (message.type === 'ERROR') reject(new Error(JSON.stringify(message)));
    });
  });
}

async function signedIn(url: string, owner: Client): Promise<string> {
  const ada = DEMO_PEOPLE.find(({ username }) => username === 'ada');
  await owner.query(
    'INSERT INTO app.person (id, username, fname, lname, person_type, password_hash) VALUES ($1, $2, $3, $4, $5, $6)',
    [ada?.id, ada?.username, ada?.fname, ada?.lname, ada?.personType, ada?.passwordHash],
  );
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'ada', password: 'tidemark' }),
  });
  const { accessToken } = (await response.json()) as { accessToken: string };
  return accessToken;
}

it('one command adds an entity: an UPDATE of its record in SQL reaches a WebSocket client', async () => {
  // Nx colours its words where it takes this for a terminal.
  const output = stripVTControlCharacters(await copy.node(NEW_ENTITY));
  expect(output).toMatch(/CREATE database\/migrations\/\d{4}_create_lightship\.sql/);
  expect(output).toContain('Lightships are defined. Next:');
  expect(readFileSync(path.join(copy.folder, 'libs/entities/src/lightship.ts'), 'utf8')).toContain("code: 'lightship'");

  const ownerUrl = new URL(process.env[SERVER_VARIABLE] ?? '');
  ownerUrl.pathname = `/${database}`;
  const [prepared] = await Promise.all([
    copy.node(['--input-type=module', '--eval', PREPARE], { DATABASE_URL: ownerUrl.href }),
    copy.node(['api/build.mjs']),
  ]);
  const { apiUrl, syncUrl } = JSON.parse(prepared) as DatabaseUrls;
  const owner = new Client(ownerUrl.href);
  await owner.connect();
  const url = await copy.serve(
    ['dist/api/main.js'],
    {
      ...{ API_PORT: '0', API_HOST: '127.0.0.1', API_DATABASE_URL: apiUrl, SYNC_DATABASE_URL: syncUrl },
      ...{ JWT_SECRET: randomUUID() + randomUUID(), LOG_LEVEL: 'error' },
    },
    /listens on (http:\S+)/,
  );
  const token = await signedIn(url, owner);

  const id = randomUUID();
  const lightship = async (method: string, tail: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/v1/lightship${tail}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const created = await lightship('POST', '', { id, name: 'Hope', launchedOn: '2026-05-01' });
  expect(created).toMatchObject({ status: 201, body: { id, version: 1, name: 'Hope', projectId: null } });
  expect(await lightship('POST', '', { name: '', launchedOn: '2026-02-30' })).toMatchObject({ status: 400 });

  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/sync`, ['tidemark.v1', `bearer.${token}`]);
  await frame(socket, 'CONNECTED');
  const subscribed = frame(socket, 'SUBSCRIBED');
  socket.send(JSON.stringify({ type: 'SUBSCRIBE', payload: { entityCode: 'lightship', entityIds: [id] } }));
  expect((await subscribed).payload).toMatchObject({ entityCode: 'lightship', count: 1 });
  const signal = frame(socket, 'INVALIDATE');
  await owner.query("UPDATE app.lightship SET name = 'Good Hope' WHERE id = $1", [id]);
  expect((await signal).payload).toMatchObject({
    entityCode: 'lightship',
    changes: [{ entityId: id, action: 'UPDATE', version: 2 }],
  });
  expect(await lightship('GET', `/${id}`)).toMatchObject({ status: 200, body: { name: 'Good Hope', version: 2 } });

  socket.removeAllListeners('close').close();
  await owner.end();
}, 90_000);
