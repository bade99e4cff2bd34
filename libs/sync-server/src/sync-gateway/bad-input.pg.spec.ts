import { setTimeout as delay } from 'node:timers/promises';

import { BEARER_SUBPROTOCOL_PREFIX, SUBPROTOCOL, SYNC_PATH } from '@tidemark/protocol';

import { fakeToken } from '../../test/fake-authenticator.ts';
import { type RawAnswer, rawFrame, type RawRequest, RawSocket } from '../../test/raw-socket.ts';
import type { TestSocket } from '../../test/test-socket.ts';
import { createWorld, type TestWorld } from '../../test/world.ts';

// The upgrade and WebSocket rows of the table of bad inputs. Rows about real tokens and tickets: api/test.

const ABSENT = '00000000-0000-4000-8000-000000000000';

let world: TestWorld;
let project: string;

beforeAll(async () => {
  world = await createWorld({ socket: { connectionsPerUser: 20, subscriptionsPerConnection: 1_500 } });
  [project = ''] = await world.ids('project', 1);
}, 60_000);

afterAll(() => world[Symbol.asyncDispose]());

describe('an upgrade', () => {
  const bearer = () => `${SUBPROTOCOL}, ${BEARER_SUBPROTOCOL_PREFIX}${world.token('ada')}`;
  const upgrade = async (request: RawRequest): Promise<RawAnswer> => {
    const raw = new RawSocket(world.live.port);
    try {
      return await raw.upgrade(request);
    } finally {
      raw.destroy();
    }
  };
  const withToken = (headers: RawRequest['headers'] = {}, target?: string) =>
    upgrade({ target, headers: { 'Sec-WebSocket-Protocol': bearer(), ...headers } });
  const code = (answer: RawAnswer) => (JSON.parse(answer.body) as { code: string }).code;

  it('1 without a token is 401 and says how', async () => {
    const answer = await upgrade({});
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(code(answer)).toBe('UNAUTHENTICATED');
  });

  it.each([
    ['2 with a garbage token', 'garbage'],
    ['3 with an expired token', fakeToken(ABSENT, { expiresAtMs: 1 })],
  ])('%s is 401', async (_, token) => {
    const answer = await upgrade({ target: `${SYNC_PATH}?token=${token}` });
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain(token);
  });

  it.each(['https://evil.example', 'http://127.0.0.1.evil', 'null', 'http://127.0.0.1:1', 'file://'])(
    '5 from the origin %s is 403',
    async (origin) => {
      const answer = await withToken({ Origin: origin });
      expect(answer.status).toBe(403);
      expect(code(answer)).toBe('ORIGIN_FORBIDDEN');
      expect(answer.body).toContain('add its origin to ALLOWED_ORIGINS');
    },
  );

  it('5 from its own host is taken, whatever the case', async () => {
    const headers = { Host: 'App.Example:80', Origin: 'http://APP.example' };
    expect((await withToken({ ...headers, Host: 'app.example' })).status).toBe(101);
  });

  it('6 of another path is 404', async () => {
    expect((await withToken({}, '/ws/other')).status).toBe(404);
  });

  it('7 that is a plain GET is 426', async () => {
    const answer = await fetch(`http://127.0.0.1:${world.live.port}${SYNC_PATH}`);
    expect(answer.status).toBe(426);
    expect(answer.headers.get('upgrade')).toBe('websocket');
    expect(await answer.json()).toMatchObject({ code: 'UPGRADE_REQUIRED' });
  });

  it('8 of another WebSocket version is 426 and names ours', async () => {
    const answer = await withToken({ 'Sec-WebSocket-Version': '7' });
    expect(answer.status).toBe(426);
    expect(answer.headers.get('sec-websocket-version')).toBe('13');
  });

  it.each([undefined, 'short', 'AAAAAAAAAAAAAAAAAAAAAAAA'])('9 with the key %s is 400', async (key) => {
    expect((await withToken({ 'Sec-WebSocket-Key': key })).status).toBe(400);
  });

  it('10 of an address that is no path is 400 and echoes nothing', async () => {
    const answer = await withToken({}, '//[');
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('//[');
  });

  it('11 with two tokens is 400', async () => {
    const token = world.token('ada');
    expect((await upgrade({ target: `${SYNC_PATH}?token=${token}&token=${token}` })).status).toBe(400);
  });

  it('12 with 20 KB of headers is 431', async () => {
    expect((await withToken({ 'X-Long': 'x'.repeat(20_000) })).status).toBe(431);
  });

  it('13 that offers only unknown subprotocols is 400', async () => {
    const answer = await upgrade({ headers: { 'Sec-WebSocket-Protocol': 'mqtt' }, target: `${SYNC_PATH}?token=x` });
    expect(answer.status).toBe(400);
    expect(code(answer)).toBe('UNSUPPORTED_PROTOCOL');
  });

  it('13 echoes our subprotocol and never the token', async () => {
    const answer = await withToken();
    expect(answer.headers.get('sec-websocket-protocol')).toBe(SUBPROTOCOL);
  });

  it('14 of a user with 20 connections is 429, on every pod, and free again after one closes', async () => {
    const other = await world.startPod({ socket: { connectionsPerUser: 20 } });
    const open: TestSocket[] = [];
    for (let n = 0; n < 20; n++) {
      open.push(await (n % 2 ? other : world.live).connect(world.token('vic')));
    }
    const answer = await upgrade({ target: `${SYNC_PATH}?token=${world.token('vic')}` });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    await open[0]?.close();
    await delay(200);
    await (await world.connect('vic')).close();
    await Promise.all(open.map((socket) => socket.close()));
    await other.close();
  });

  it('never negotiates compression', async () => {
    const answer = await withToken({ 'Sec-WebSocket-Extensions': 'permessage-deflate' });
    expect(answer.status).toBe(101);
    expect(answer.headers.has('sec-websocket-extensions')).toBe(false);
  });

  it('38 with a SUBSCRIBE in the same packet handles it after sign-in', async () => {
    const raw = new RawSocket(world.live.port);
    const subscribe = JSON.stringify({ type: 'SUBSCRIBE', payload: { entityCode: 'project', entityIds: [project] } });
    await raw.upgrade({ headers: { 'Sec-WebSocket-Protocol': bearer() }, pipelined: rawFrame(subscribe) });
    expect((await raw.message('CONNECTED')).type).toBe('CONNECTED');
    expect((await raw.message('SUBSCRIBED')).payload['count']).toBe(1);
    raw.destroy();
  });
});

describe('a message', () => {
  const subscribe = (payload: object) => JSON.stringify({ type: 'SUBSCRIBE', payload });
  const withIds = (...entityIds: unknown[]) => subscribe({ entityCode: 'project', entityIds });
  const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;

  it.each([
    ['15 that is not JSON', '{oops', 'BAD_JSON'],
    ['16 null', 'null', 'BAD_MESSAGE'],
    ['16 an array', '[]', 'BAD_MESSAGE'],
    ['16 a number', '42', 'BAD_MESSAGE'],
    ['16 a string', '""', 'BAD_MESSAGE'],
    ['16 nothing', '', 'BAD_MESSAGE'],
    ['17 an unknown type', '{"type":"NOPE"}', 'UNKNOWN_TYPE'],
    ['17 __proto__ as type', '{"type":"__proto__"}', 'UNKNOWN_TYPE'],
    ['17 constructor as type', '{"type":"constructor"}', 'UNKNOWN_TYPE'],
    ['18 a list as type', '{"type":["SUBSCRIBE"]}', 'BAD_MESSAGE'],
    ['18 lower case', '{"type":"subscribe"}', 'UNKNOWN_TYPE'],
    ['19 SUBSCRIBE without entityCode', subscribe({ entityIds: [ABSENT] }), 'BAD_MESSAGE'],
    ['19 an unknown field', subscribe({ entityCode: 'project', entityIds: [ABSENT], extra: 1 }), 'BAD_MESSAGE'],
    ['20 an injected entity', subscribe({ entityCode: 'users;drop table x', entityIds: [ABSENT] }), 'UNKNOWN_ENTITY'],
    ['20 a catalogue table', subscribe({ entityCode: 'pg_catalog.pg_authid', scope: {} }), 'UNKNOWN_ENTITY'],
    ['20 __proto__ as entity', subscribe({ entityCode: '__proto__', scope: {} }), 'UNKNOWN_ENTITY'],
    ['20 a table that is no entity', subscribe({ entityCode: 'person', scope: {} }), 'UNKNOWN_ENTITY'],
    ['22 a long id', withIds('x'.repeat(10_000)), 'BAD_ID'],
    ['22 NUL in an id', withIds('\u0000'), 'BAD_ID'],
    [
      '22 a lone surrogate in an id',
      '{"type":"SUBSCRIBE","payload":{"entityCode":"project","entityIds":["\\ud800"]}}',
      'BAD_ID',
    ],
    ['22 a number as id', withIds(7), 'BAD_ID'],
    ['22 1e400 as id', '{"type":"SUBSCRIBE","payload":{"entityCode":"project","entityIds":[1e400]}}', 'BAD_ID'],
    ['23 no ids', withIds(), 'BAD_MESSAGE'],
    ['23 1,001 ids', withIds(...Array.from({ length: 1_001 }, () => ABSENT)), 'LIMIT_BATCH'],
    ['27 deep nesting', deep, 'BAD_MESSAGE'],
    ['27 deep nesting inside', `{"type":"SUBSCRIBE","payload":${deep}}`, 'BAD_MESSAGE'],
    ['37 INVALIDATE', '{"type":"INVALIDATE","payload":{}}', 'UNKNOWN_TYPE'],
    ['a malformed since', subscribe({ entityCode: 'project', scope: {}, since: '1:2' }), 'BAD_TOKEN'],
    ['an unknown scope field', subscribe({ entityCode: 'project', scope: { nope: 1 } }), 'BAD_SCOPE'],
    [
      '__proto__ in a scope',
      '{"type":"SUBSCRIBE","payload":{"entityCode":"project","scope":{"__proto__":1}}}',
      'BAD_SCOPE',
    ],
    ['a scope value of the wrong type', subscribe({ entityCode: 'project', scope: { status: 5 } }), 'BAD_SCOPE'],
    [
      'a scope of long texts',
      subscribe({
        entityCode: 'project',
        scope: { name: '語'.repeat(200), status: '語'.repeat(200), customerId: '語'.repeat(200) },
      }),
      'BAD_SCOPE',
    ],
    ['a scope value with NUL', subscribe({ entityCode: 'project', scope: { status: '\0' } }), 'BAD_SCOPE'],
    ['a scope value that is an object', subscribe({ entityCode: 'project', scope: { status: {} } }), 'BAD_SCOPE'],
    [
      'an unknown field in UNSUBSCRIBE',
      '{"type":"UNSUBSCRIBE","payload":{"entityCode":"project","x":1}}',
      'BAD_MESSAGE',
    ],
    ['AUTH with garbage', '{"type":"AUTH","payload":{"token":"garbage"}}', 'UNAUTHENTICATED'],
  ])('%s is answered and keeps the connection', async (_, text, expected) => {
    const socket = await world.connect('ada');
    socket.send(text);
    const { payload } = await socket.next('ERROR');
    expect(payload.code).toBe(expected);
    expect(JSON.stringify(payload)).not.toMatch(/drop table|pg_authid|at .*\.ts/);
    const answer = await socket.ask(
      { type: 'SUBSCRIBE', payload: { entityCode: 'project', entityIds: [project] } },
      'SUBSCRIBED',
    );
    expect(answer.payload.count).toBe(1);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    await socket.close();
  });

  it('19 names the field that is wrong, and echoes ref', async () => {
    const socket = await world.connect('ada');
    socket.send({ type: 'SUBSCRIBE', payload: { entityIds: [ABSENT] }, ref: 'r1' });
    const error = await socket.next('ERROR');
    expect(error.payload.message).toContain('entityCode');
    expect(error.ref).toBe('r1');
    await socket.close();
  });

  it('21 does not tell an absent id from a forbidden one', async () => {
    const [forbidden = ''] = await world.ids(
      'project',
      1,
      `NOT EXISTS (SELECT FROM app.project_member m WHERE m.project_id = project.id AND m.person_id = '${world.persons.tom}')
       AND NOT EXISTS (SELECT FROM app.record_share s WHERE s.entity_id = project.id AND s.person_id = '${world.persons.tom}')`,
    );
    expect(forbidden).not.toBe('');
    const socket = await world.connect('tom');
    const answers = [];
    for (const id of [ABSENT, forbidden]) {
      const { payload } = await socket.ask(
        { type: 'SUBSCRIBE', payload: { entityCode: 'project', entityIds: [id] } },
        'SUBSCRIBED',
      );
      answers.push(JSON.stringify({ ...payload, snapshot: undefined }).replaceAll(id, 'ID'));
    }
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toContain('"refused":["ID"]');
    await world.database.query('UPDATE app.project SET updated_ts = now() WHERE id = $1', [forbidden]);
    await world.live.gateway.forcePoll();
    await socket.settle();
    expect(socket.all('INVALIDATE')).toEqual([]);
    await socket.close();
  });

  it('23 24 duplicate ids and a repeated SUBSCRIBE are one subscription, one row', async () => {
    const socket = await world.connect('mia');
    const message = {
      type: 'SUBSCRIBE',
      payload: { entityCode: 'project', entityIds: [project, project.toUpperCase()] },
    };
    for (let n = 0; n < 2; n++) expect((await socket.ask(message, 'SUBSCRIBED')).payload.count).toBe(1);
    const { rows } = await world.database.query('SELECT FROM app.rxdb_subscription WHERE user_id = $1', [
      world.persons.mia,
    ]);
    expect(rows).toHaveLength(1);
    await socket.close();
  });

  it('25 UNSUBSCRIBE of what was never subscribed counts nothing', async () => {
    const socket = await world.connect('ada');
    const { payload } = await socket.ask(
      { type: 'UNSUBSCRIBE', payload: { entityCode: 'task', entityIds: [ABSENT] } },
      'UNSUBSCRIBED',
    );
    expect(payload.count).toBe(0);
    await socket.close();
  });

  it('26 one subscription too many is refused and the others keep working', async () => {
    const socket = await world.connect('ada');
    const tasks = await world.ids('task', 1_501);
    await socket.ask(
      { type: 'SUBSCRIBE', payload: { entityCode: 'task', entityIds: tasks.slice(0, 1_000) } },
      'SUBSCRIBED',
    );
    await socket.ask(
      { type: 'SUBSCRIBE', payload: { entityCode: 'task', entityIds: tasks.slice(1_000, 1_500) } },
      'SUBSCRIBED',
    );
    const over = { type: 'SUBSCRIBE', payload: { entityCode: 'task', entityIds: tasks.slice(1_500) } };
    expect((await socket.ask(over, 'ERROR')).payload.code).toBe('LIMIT_SUBSCRIPTIONS');
    const again = { type: 'SUBSCRIBE', payload: { entityCode: 'task', entityIds: tasks.slice(0, 1_000) } };
    expect((await socket.ask(again, 'SUBSCRIBED')).payload.count).toBe(1_000);
    await world.database.query('UPDATE app.task SET progress = 1 WHERE id = $1', [tasks[7]]);
    const { payload } = await socket.next('INVALIDATE');
    expect(payload.changes[0]?.entityId).toBe(tasks[7]);
    await socket.close();
  });

  it('closes with 1008 after too many malformed messages', async () => {
    const socket = await world.connect('ada');
    for (let n = 0; n < 11; n++) socket.send('{oops');
    expect(await socket.closed).toBe(1008);
    expect(socket.all('ERROR')).toHaveLength(11);
  });
});

describe('a frame', () => {
  const openRaw = async () => {
    const raw = new RawSocket(world.live.port);
    const protocols = `${SUBPROTOCOL}, ${BEARER_SUBPROTOCOL_PREFIX}${world.token('ada')}`;
    await raw.upgrade({ headers: { 'Sec-WebSocket-Protocol': protocols } });
    await raw.message('CONNECTED');
    return raw;
  };
  const ping = JSON.stringify({ type: 'PING' });

  it.each<[string, () => Buffer[], number]>([
    ['28 binary, even valid JSON', () => [rawFrame(ping, { opcode: 2 })], 1003],
    ['29 65,537 bytes', () => [rawFrame('x'.repeat(65_537))], 1009],
    ['30 invalid UTF-8', () => [rawFrame(Buffer.from([0xff, 0xfe]))], 1007],
    ['31 unmasked', () => [rawFrame(ping, { isMasked: false })], 1002],
    ['31 RSV1', () => [rawFrame(ping, { rsv1: true })], 1002],
    ['31 opcode 3', () => [rawFrame(ping, { opcode: 3 })], 1002],
    ['31 a ping of 126 bytes', () => [rawFrame('x'.repeat(126), { opcode: 9 })], 1002],
    ['31 a stray continuation', () => [rawFrame(ping, { opcode: 0 })], 1002],
    ['33 close with code 1005', () => [rawFrame(Buffer.from([0x03, 0xed]), { opcode: 8 })], 1002],
    ['33 close with one byte', () => [rawFrame(Buffer.from([3]), { opcode: 8 })], 1002],
    [
      '32 200,000 empty fragments',
      () => [
        rawFrame('', { isFinal: false }),
        ...Array.from({ length: 200_000 }, () => rawFrame('', { opcode: 0, isFinal: false })),
      ],
      1008,
    ],
    ['34 5,000 messages at once', () => Array.from({ length: 5_000 }, () => rawFrame(ping)), 4429],
  ])('%s closes the connection', async (_, frames, expected) => {
    const raw = await openRaw();
    raw.write(frames());
    expect(await raw.closeCode()).toBe(expected);
    raw.destroy();
    const socket = await world.connect('ada');
    await socket.settle();
    await socket.close();
  });
});

describe('time', () => {
  it('35 a connection that says nothing is closed with 4408', async () => {
    const pod = await world.startPod({ socket: { firstMessageMs: 300 } });
    const socket = await pod.connect(world.token('ada'));
    expect(await socket.closed).toBe(4408);
    await pod.close();
  });

  it('35 a connection that answers no ping is cut, and its rows go', async () => {
    const pod = await world.startPod({ socket: { heartbeatMs: 200 } });
    const raw = new RawSocket(pod.port);
    await raw.upgrade({ target: `${SYNC_PATH}?token=${world.token('eve')}` });
    const [id] = await world.ids('employee', 1);
    raw.write(rawFrame(JSON.stringify({ type: 'SUBSCRIBE', payload: { entityCode: 'employee', entityIds: [id] } })));
    await raw.message('SUBSCRIBED');
    expect(await raw.closeCode()).toBe(1006);
    await delay(200);
    const { rows } = await world.database.query('SELECT FROM app.rxdb_subscription WHERE user_id = $1', [
      world.persons.eve,
    ]);
    expect(rows).toHaveLength(0);
    await pod.close();
  });

  it('an access token that ends is announced, and then ends the connection', async () => {
    const pod = await world.startPod({ socket: { authSkewMs: 200, authWarningMs: 1_000 } });
    const socket = await pod.connect(fakeToken(world.persons.ada, { expiresAtMs: Date.now() + 1_200 }));
    expect((await socket.next('AUTH_EXPIRING')).payload.inMs).toBeLessThanOrEqual(1_000);
    expect(await socket.closed).toBe(4401);
    await pod.close();
  });

  it('AUTH in time keeps it open', async () => {
    const pod = await world.startPod({ socket: { authSkewMs: 200, authWarningMs: 1_000 } });
    const socket = await pod.connect(fakeToken(world.persons.ada, { expiresAtMs: Date.now() + 1_200 }));
    await socket.next('AUTH_EXPIRING');
    const [greeting] = socket.all('CONNECTED');
    const fresh = await socket.ask({ type: 'AUTH', payload: { token: world.token('ada') }, ref: 9 }, 'CONNECTED');
    expect(fresh.payload.connectionId).toBe(greeting?.payload.connectionId);
    expect(fresh.ref).toBe(9);
    await delay(700);
    await socket.settle();
    await socket.close();
    await pod.close();
  });

  it("36 AUTH with another user's token closes with 4403", async () => {
    const socket = await world.connect('ada');
    socket.send({ type: 'AUTH', payload: { token: world.token('tom') } });
    expect(await socket.closed).toBe(4403);
  });
});
