import { randomBytes } from 'node:crypto';
import net from 'node:net';

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** Called with the payload of each text frame; the buffer is only valid during the call. */
type TextListener = (payload: Buffer) => void;

export interface ThinSocketTarget {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly protocols?: readonly string[];
}

/**
 * A WebSocket client with just enough for a load: no fragments, no extensions, little memory. A full client would cost
 * the machine about as much as the server that is being measured, since both run on the same cores.
 */
export class ThinSocket {
  onText: TextListener = () => undefined;
  /** Close code of the server; 1006 where the connection just ended. */
  onClose: (code: number) => void = () => undefined;
  private readonly socket: net.Socket;
  private rest: Buffer = Buffer.alloc(0);
  private closeCode = 1006;

  private constructor(socket: net.Socket) {
    this.socket = socket;
  }

  /** Resolves after the 101. Rejects with the status line of any other answer. */
  static open({ host, port, path, protocols }: ThinSocketTarget): Promise<ThinSocket> {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ host, port, noDelay: true });
      const self = new ThinSocket(socket);
      const key = randomBytes(16).toString('base64');
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
            `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n` +
            (protocols ? `Sec-WebSocket-Protocol: ${protocols.join(', ')}\r\n` : '') +
            '\r\n',
        );
      });
      let head = '';
      const readHead = (chunk: Buffer) => {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        socket.off('data', readHead);
        if (!head.startsWith('HTTP/1.1 101')) {
          socket.destroy();
          return reject(new Error(head.slice(0, head.indexOf('\r\n'))));
        }
        socket.off('error', reject);
        socket.on('error', () => undefined);
        socket.on('data', (data) => self.read(data));
        socket.once('close', () => self.onClose(self.closeCode));
        const early = Buffer.from(head.slice(end + 4), 'latin1');
        // The first frame may have come along with the 101; the caller sets its listeners first.
        setImmediate(() => early.length > 0 && self.read(early));
        resolve(self);
      };
      socket.on('data', readHead);
    });
  }

  send(text: string): void {
    this.write(TEXT, Buffer.from(text));
  }

  /** Ends without a closing handshake, as a lost network would. */
  cut(): void {
    this.socket.destroy();
  }

  /** Stops or resumes reading, as a slow client would. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  private read(chunk: Buffer): void {
    let data = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    for (;;) {
      if (data.length < 2) break;
      let length = (data[1] ?? 0) & 0x7f;
      let start = 2;
      if (length === 126) {
        if (data.length < 4) break;
        length = data.readUInt16BE(2);
        start = 4;
      } else if (length === 127) {
        if (data.length < 10) break;
        length = Number(data.readBigUInt64BE(2));
        start = 10;
      }
      if (data.length < start + length) break;
      this.take((data[0] ?? 0) & 0x0f, data.subarray(start, start + length));
      data = data.subarray(start + length);
    }
    this.rest = data.length > 0 ? Buffer.from(data) : Buffer.alloc(0);
  }

  private take(opcode: number, payload: Buffer): void {
    if (opcode === TEXT) this.onText(payload);
    else if (opcode === PING) this.write(PONG, Buffer.from(payload));
    else if (opcode === CLOSE) {
      if (payload.length >= 2) this.closeCode = payload.readUInt16BE(0);
      this.socket.end();
    }
  }

  /** Clients must mask; a mask of zeros leaves the payload as it is. */
  private write(opcode: number, payload: Buffer): void {
    const { length } = payload;
    const head = Buffer.alloc(length < 126 ? 6 : length < 65_536 ? 8 : 14);
    head[0] = 0x80 | opcode;
    if (length < 126) head[1] = 0x80 | length;
    else if (length < 65_536) {
      head[1] = 0x80 | 126;
      head.writeUInt16BE(length, 2);
    } else {
      head[1] = 0x80 | 127;
      head.writeBigUInt64BE(BigInt(length), 2);
    }
    this.socket.write(Buffer.concat([head, payload]));
  }
}
