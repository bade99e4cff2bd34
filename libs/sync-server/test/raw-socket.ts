import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

import { SYNC_PATH } from '@tidemark/protocol';

export interface RawRequest {
  readonly method?: string;
  readonly target?: string;
  /** Header lines; a name with `undefined` is left out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent together with the request, before the answer. */
  readonly pipelined?: Buffer;
}

export interface RawFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** A socket on which a test writes bytes of its own choice, also such as no WebSocket library would send. */
export class RawSocket {
  readonly socket: Socket;
  private buffer = Buffer.alloc(0);
  private isEnded = false;
  private wakeUp: (() => void)[] = [];

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('data', (data) => {
      this.buffer = Buffer.concat([this.buffer, data]);
      this.wake();
    });
    const end = () => {
      this.isEnded = true;
      this.wake();
    };
    this.socket.on('end', end).on('close', end).on('error', end);
  }

  /** Sends an upgrade request and reads the head of the answer, and its body unless it is a 101. */
  async upgrade({ method = 'GET', target = SYNC_PATH, headers = {}, pipelined }: RawRequest): Promise<RawAnswer> {
    const all: Record<string, string | undefined> = {
      Host: `127.0.0.1:${this.socket.remotePort ?? 80}`,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      ...headers,
    };
    const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
    this.socket.write(
      Buffer.concat([
        Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`),
        pipelined ?? Buffer.alloc(0),
      ]),
    );
    const head = await this.take((buffer) => {
      const end = buffer.indexOf('\r\n\r\n');
      return end < 0 ? undefined : end + 4;
    });
    const [statusLine = '', ...headerLines] = head.toString('latin1').trim().split('\r\n');
    const status = Number(statusLine.split(' ')[1]);
    const answered = new Map(
      headerLines.map((line) => {
        const at = line.indexOf(':');
        return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const;
      }),
    );
    const length = status === 101 ? 0 : Number(answered.get('content-length') ?? 0);
    const body = (await this.take((buffer) => (buffer.length >= length ? length : undefined))).toString();
    return { status, headers: answered, body };
  }

  /** The next frame of the server; undefined when the connection ended without one. */
  async frame(): Promise<RawFrame | undefined> {
    try {
      const head = await this.take((buffer) => (buffer.length >= 2 ? 2 : undefined));
      const short = (head[1] ?? 0) & 0x7f;
      const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
      const lengthBytes = await this.take((buffer) => (buffer.length >= extended ? extended : undefined));
      const length =
        extended === 0 ? short : extended === 2 ? lengthBytes.readUInt16BE() : Number(lengthBytes.readBigUInt64BE());
      const payload = await this.take((buffer) => (buffer.length >= length ? length : undefined));
      return { opcode: (head[0] ?? 0) & 0x0f, payload };
    } catch {
      return undefined;
    }
  }

  /** Reads until the close frame and returns its code; 1006 when there is none. */
  async closeCode(): Promise<number> {
    for (;;) {
      const frame = await this.frame();
      if (!frame) return 1006;
      if (frame.opcode === 8) return frame.payload.length >= 2 ? frame.payload.readUInt16BE() : 1005;
    }
  }

  /** Reads text messages until one of the type. */
  async message(type: string): Promise<{ type: string; payload: Record<string, unknown> }> {
    for (;;) {
      const frame = await this.frame();
      if (!frame) throw new Error(`ended while waiting for ${type}`);
      if (frame.opcode !== 1) continue;
      const message = JSON.parse(frame.payload.toString()) as { type: string; payload: Record<string, unknown> };
      if (message.type === type) return message;
    }
  }

  write(frames: Buffer | readonly Buffer[]): void {
    this.socket.write(Buffer.isBuffer(frames) ? frames : Buffer.concat(frames));
  }

  destroy(): void {
    this.socket.destroy();
  }

  private async take(lengthOf: (buffer: Buffer) => number | undefined): Promise<Buffer> {
    const deadline = Date.now() + 8_000;
    for (;;) {
      const length = lengthOf(this.buffer);
      if (length !== undefined) {
        const taken = this.buffer.subarray(0, length);
        this.buffer = this.buffer.subarray(length);
        return taken;
      }
      if (this.isEnded) throw new Error('the connection ended');
      if (Date.now() > deadline) throw new Error('no answer in time');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.wakeUp.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  private wake(): void {
    for (const resolve of this.wakeUp.splice(0)) resolve();
  }
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** How a frame departs from a good one. */
export interface FrameOptions {
  readonly opcode?: number;
  readonly isFinal?: boolean;
  readonly isMasked?: boolean;
  readonly rsv1?: boolean;
}

/** A client's frame. */
export function rawFrame(
  content: string | Buffer,
  { opcode = 1, isFinal = true, isMasked = true, rsv1 = false }: FrameOptions = {},
): Buffer {
  const payload = Buffer.from(content as string);
  const first = (isFinal ? 0x80 : 0) | (rsv1 ? 0x40 : 0) | opcode;
  const mask = isMasked ? 0x80 : 0;
  const head =
    payload.length < 126
      ? Buffer.from([first, mask | payload.length])
      : payload.length < 65_536
        ? Buffer.from([first, mask | 126, payload.length >> 8, payload.length & 0xff])
        : longHead(first, mask, payload.length);
  if (!isMasked) return Buffer.concat([head, payload]);
  const key = Buffer.from([1, 2, 3, 4]);
  const masked = Buffer.from(payload.map((byte, index) => byte ^ (key[index % 4] ?? 0)));
  return Buffer.concat([head, key, masked]);
}

function longHead(first: number, mask: number, length: number): Buffer {
  const head = Buffer.alloc(10);
  head[0] = first;
  head[1] = mask | 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
