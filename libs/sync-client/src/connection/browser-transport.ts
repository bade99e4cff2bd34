import type { HttpRequest, HttpResponse, Socket, Transport } from '../ports/transport.ts';

/** The browser's `fetch` and `WebSocket`. */
export const browserTransport: Transport = { fetch: send, openSocket };

function send(url: string, { method, headers, body, signal }: HttpRequest): Promise<HttpResponse> {
  return fetch(url, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
  });
}

function openSocket(url: string, protocols: readonly string[]): Socket {
  const absolute = new URL(url, globalThis.location?.href).href.replace(/^http/, 'ws');
  const native = new WebSocket(absolute, [...protocols]);
  const socket: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => native.send(text),
    close: (code) => native.close(code),
  };
  native.onopen = () => socket.onopen?.();
  native.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') socket.onmessage?.(data);
  };
  native.onclose = ({ code, reason }) => socket.onclose?.({ code, reason });
  return socket;
}
