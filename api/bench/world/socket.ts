import { BEARER_SUBPROTOCOL_PREFIX, type ServerMessage, SUBPROTOCOL, SYNC_PATH } from '@tidemark/protocol';
import { WebSocket } from 'ws';

/** Opens a sync socket and resolves at CONNECTED. */
export async function openSocket(
  port: number,
  token: string,
  onMessage: (message: ServerMessage) => void = () => undefined,
): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${SYNC_PATH}`, [
    SUBPROTOCOL,
    `${BEARER_SUBPROTOCOL_PREFIX}${token}`,
  ]);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('message', () => resolve());
  });
  socket.on('message', (data: Buffer) => onMessage(JSON.parse(data.toString()) as ServerMessage));
  return socket;
}

/** Sends and resolves with the first message of the type that follows. */
export async function ask(socket: WebSocket, message: object, type: ServerMessage['type']): Promise<ServerMessage> {
  const answered = new Promise<ServerMessage>((resolve) => {
    const listener = (data: Buffer) => {
      const received = JSON.parse(data.toString()) as ServerMessage;
      if (received.type !== type && received.type !== 'ERROR') return;
      socket.off('message', listener);
      resolve(received);
    };
    socket.on('message', listener);
  });
  socket.send(JSON.stringify(message));
  const answer = await answered;
  if (answer.type === 'ERROR' && type !== 'ERROR') throw new Error(JSON.stringify(answer));
  return answer;
}
