import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { BEARER_SUBPROTOCOL_PREFIX, SUBPROTOCOL } from '@tidemark/protocol';
import fc from 'fast-check';

import { rawFrame, RawSocket } from '../../test/raw-socket.ts';
import { createWorld, type TestWorld } from '../../test/world.ts';

/** Frames sent at least, and the time that they may take. */
const FRAMES = 100_000;
const PATIENCE_MS = 120_000;
/** Frames of one connection: a burst below the rate limit would take for ever, so here there is none. */
const FRAMES_PER_CONNECTION = 2_000;

let world: TestWorld;

beforeAll(async () => {
  world = await createWorld({
    socket: { messagesPerSecond: 1_000_000, messageBurst: 1_000_000, badMessages: 1_000_000, connectionsPerUser: 100 },
  });
}, 60_000);

afterAll(() => world[Symbol.asyncDispose]());

const id = fc.oneof(fc.uuid(), fc.string(), fc.integer(), fc.constant(null));
const code = fc.oneof(
  fc.constantFrom('task', 'project', 'employee', 'person', '__proto__', 'constructor', 'pg_class'),
  fc.string(),
);
const payload = fc.oneof(
  fc.record(
    {
      entityCode: code,
      entityIds: fc.array(id, { maxLength: 5 }),
      scope: fc.dictionary(fc.oneof(fc.constantFrom('status', 'projectId', '__proto__'), fc.string()), fc.jsonValue()),
      since: fc.oneof(fc.constantFrom('1:2:', '9:1:', '5:5:5', '99999999999:99999999999:'), fc.string()),
      token: fc.string(),
    },
    { requiredKeys: [] },
  ),
  fc.jsonValue(),
);
const type = fc.oneof(
  fc.constantFrom('SUBSCRIBE', 'UNSUBSCRIBE', 'UNSUBSCRIBE_ALL', 'PING', 'AUTH', 'INVALIDATE', '__proto__'),
  fc.string(),
  fc.jsonValue(),
);
const message = fc
  .record({ type, payload, ref: fc.jsonValue() }, { requiredKeys: [] })
  .map((value) => JSON.stringify(value));
/** Mostly frames that are nearly right; a few that make the WebSocket itself give up. */
const frame = fc.oneof(
  { weight: 60, arbitrary: message.map((text) => rawFrame(text)) },
  { weight: 20, arbitrary: fc.json().map((text) => rawFrame(text)) },
  { weight: 15, arbitrary: fc.string().map((text) => rawFrame(text)) },
  { weight: 4, arbitrary: message.chain((text) => fc.nat(text.length).map((at) => rawFrame(text.slice(0, at)))) },
);
const noise = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is really held, in bytes. */
function heldMemory(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function openRaw(): Promise<RawSocket> {
  const raw = new RawSocket(world.live.port);
  const protocols = `${SUBPROTOCOL}, ${BEARER_SUBPROTOCOL_PREFIX}${world.token('ada')}`;
  const { status } = await raw.upgrade({ headers: { 'Sec-WebSocket-Protocol': protocols } });
  expect(status).toBe(101);
  return raw;
}

async function stillWorks(): Promise<void> {
  const [project] = await world.ids('project', 1);
  const socket = await world.connect('ada');
  const subscribe = { type: 'SUBSCRIBE', payload: { entityCode: 'project', entityIds: [project] } };
  expect((await socket.ask(subscribe, 'SUBSCRIBED')).payload.count).toBe(1);
  await world.database.query('UPDATE app.project SET progress = mod(progress + 1, 100) WHERE id = $1', [project]);
  expect((await socket.next('INVALIDATE')).payload.changes[0]?.entityId).toBe(project);
  await socket.close();
}

it(
  `survives ${FRAMES.toLocaleString('en')} frames that a client should not send, and then works as before`,
  async () => {
    const seed = Date.now() % 1_000_000;
    const deadline = Date.now() + PATIENCE_MS;
    // One pool of frames for all: making them costs more than sending them.
    const pool = fc.sample(frame, { numRuns: 5_000, seed });
    await stillWorks();
    const before = heldMemory();
    let sent = 0;
    for (let round = 0; sent < FRAMES && Date.now() < deadline; round++) {
      const raws = await Promise.all(Array.from({ length: 5 }, openRaw));
      await Promise.all(
        raws.map(async (raw, lane) => {
          const frames = Array.from(
            { length: FRAMES_PER_CONNECTION },
            (_, n) => pool[(n * 7 + lane * 131 + round * 977) % pool.length] ?? Buffer.alloc(0),
          );
          for (let at = 0; at < frames.length; at += 100) {
            raw.write(frames.slice(at, at + 100));
            await delay(0);
          }
          raw.write(rawFrame(JSON.stringify({ type: 'PING', ref: 'last' })));
          await raw.message('PONG').catch(() => undefined);
          raw.destroy();
        }),
      );
      sent += raws.length * FRAMES_PER_CONNECTION;
    }
    expect({ sent: sent >= FRAMES, seed }).toEqual({ sent: true, seed });
    for (const bytes of fc.sample(noise, { numRuns: 300, seed })) {
      const raw = await openRaw();
      raw.write(bytes);
      raw.destroy();
    }
    await delay(1_500);
    await stillWorks();
    const leftovers = async () =>
      (await world.database.query('SELECT FROM app.rxdb_subscription UNION ALL SELECT FROM app.sync_connection'))
        .rowCount;
    for (let n = 0; n < 50 && (await leftovers()) !== 0; n++) await delay(100);
    expect(await leftovers()).toBe(0);
    expect(heldMemory() - before).toBeLessThan(20 * 1024 * 1024);
  },
  PATIENCE_MS + 60_000,
);
