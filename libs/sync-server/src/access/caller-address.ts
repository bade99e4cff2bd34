import { isIP } from 'node:net';

/** An address as some proxies write it: with a port, an IPv6 one in brackets. */
const WITH_PORT = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d+)?$/;

/**
 * The caller's address as PostgreSQL's `inet` takes it: without port and zone. Where the proxy names none (`unknown`,
 * RFC 7239 section 6), the proxy's own; null where there is none either, on a Unix socket for instance.
 */
export function callerAddress(request: { ip: string; socket: { remoteAddress?: string } }): string | null {
  return plainAddress(request.ip) ?? plainAddress(request.socket.remoteAddress ?? '');
}

function plainAddress(text: string): string | null {
  const [, bracketed, plain] = WITH_PORT.exec(text) ?? [];
  const [address = ''] = (bracketed ?? plain ?? text).split('%');
  return isIP(address) ? address : null;
}
