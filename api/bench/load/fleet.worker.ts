// Process with many connections: opens them, subscribes, and notes what arrives when. Serves our server and the reference.
import { BEARER_SUBPROTOCOL_PREFIX, SUBPROTOCOL } from '@tidemark/protocol';

import { nowUs } from '../harness/clock.ts';
import { serveCommands } from '../harness/serve-commands.ts';
import { ArrivalRecorder, type Arrivals } from './arrivals.ts';
import type { OpenOutcome, OpenRequest, SubscribeOutcome, SubscribeRequest } from './fleet.ts';
import { ThinSocket } from './thin-socket.ts';

/** Handshakes and SUBSCRIBEs under way at a time. */
const AT_ONCE = 64;

interface Incoming {
  readonly type?: string;
  readonly payload?: {
    readonly changes?: readonly { readonly entityId: string; readonly version: number }[];
    readonly count?: number;
    readonly refused?: readonly string[];
    readonly snapshot?: string;
    readonly message?: string;
  };
  /** The reference's whole message. */
  readonly entityId?: string;
  readonly version?: number;
}

interface Member {
  readonly socket: ThinSocket;
  /** Answer that is waited for. */
  settle?: (message: Incoming) => void;
  isOpen: boolean;
  /** Last token that the server gave. */
  token?: string;
  resyncs: number;
}

const members: (Member | undefined)[] = [];
const recorder = new ArrivalRecorder();

function receive(index: number, member: Member, payload: Buffer): void {
  const atUs = nowUs();
  const message = JSON.parse(payload.toString('utf8')) as Incoming;
  if (message.payload?.snapshot !== undefined) member.token = message.payload.snapshot;
  if (message.entityId !== undefined) return recorder.add(index, message.entityId, message.version ?? 0, atUs);
  if (message.type === 'INVALIDATE') {
    for (const { entityId, version } of message.payload?.changes ?? []) recorder.add(index, entityId, version, atUs);
    return;
  }
  if (message.type === 'RESYNC') member.resyncs++;
  if (message.type === 'CONNECTED' || message.type === 'AUTH_EXPIRING' || message.type === 'RESYNC') return;
  member.settle?.(message);
}

async function eachAtOnce(indexes: readonly number[], work: (index: number) => Promise<void>): Promise<void> {
  const queue = indexes.values();
  const lane = async () => {
    for (const index of queue) await work(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function open(request: OpenRequest): Promise<OpenOutcome> {
  const { host, port, path, tokens, count } = request;
  const indexes = Array.from({ length: count }, (_, offset) => members.length + offset);
  members.length += count;
  const failures: string[] = [];
  const beganUs = nowUs();
  await eachAtOnce(indexes, async (index) => {
    const token = tokens[index % Math.max(1, tokens.length)];
    const protocols = token === undefined ? undefined : [SUBPROTOCOL, `${BEARER_SUBPROTOCOL_PREFIX}${token}`];
    try {
      const socket = await ThinSocket.open({ host, port, path, protocols });
      const member: Member = { socket, isOpen: true, resyncs: 0 };
      members[index] = member;
      socket.onText = (payload) => receive(index, member, payload);
      socket.onClose = () => (member.isOpen = false);
      // A silent connection is closed after its first seconds.
      if (token !== undefined) socket.send('{"type":"PING"}');
    } catch (error) {
      failures.push((error as Error).message);
    }
  });
  return { opened: count - failures.length, failures: failures.slice(0, 5), tookMs: (nowUs() - beganUs) / 1e3 };
}

/** Sends and waits for the answer; the time between in milliseconds. */
async function ask(member: Member, text: string): Promise<{ tookMs: number; answer: Incoming }> {
  const beganUs = nowUs();
  const answer = await new Promise<Incoming>((resolve) => {
    member.settle = (message) => {
      if (message.type === 'PONG' && !text.includes('PING')) return;
      member.settle = undefined;
      resolve(message);
    };
    member.socket.send(text);
  });
  if (answer.type === 'ERROR') throw new Error(`the server answered ${JSON.stringify(answer.payload)}`);
  return { tookMs: (nowUs() - beganUs) / 1e3, answer };
}

const openOnes = () => [...members.keys()].filter((index) => members[index]?.isOpen);

async function subscribe({
  entityCode,
  ids,
  idsOf,
  scope,
  since,
  atOnce,
}: SubscribeRequest): Promise<SubscribeOutcome> {
  const tookMs: number[] = [];
  let count = 0;
  const one = async (index: number) => {
    const member = members[index];
    if (!member) return;
    const entityIds = idsOf?.[index % idsOf.length] ?? ids;
    const payload = { entityCode, entityIds, scope, since };
    const reply = await ask(member, JSON.stringify({ type: 'SUBSCRIBE', payload }));
    tookMs.push(reply.tookMs);
    count += reply.answer.payload?.count ?? 0;
  };
  if (atOnce === 1) for (const index of openOnes()) await one(index);
  else await eachAtOnce(openOnes(), one);
  return { tookMs, count };
}

serveCommands({
  open,
  subscribe,
  async unsubscribeAll(): Promise<void> {
    await eachAtOnce(openOnes(), async (index) => {
      const member = members[index];
      if (member) await ask(member, '{"type":"UNSUBSCRIBE_ALL"}');
    });
  },
  /** A token of now from the first connection. */
  async token(): Promise<string | undefined> {
    const member = members.find((one) => one?.isOpen);
    return member && (await ask(member, '{"type":"PING"}')).answer.payload?.snapshot;
  },
  heard: (): number => recorder.size,
  take: (): Arrivals => recorder.take(),
  state: () => ({ open: openOnes().length, resyncs: members.reduce((sum, member) => sum + (member?.resyncs ?? 0), 0) }),
  /** Cuts every connection and forgets it. */
  cut(): void {
    for (const member of members) member?.socket.cut();
    members.length = 0;
  },
});
